import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "混合先验 VAE",
  about: "先验也由学习得到的 VAE：K 个高斯分布，训练把它们拉到编码聚集的地方，不管那在哪里。没有人告诉它图像是哪个数字，多数分量却各自容纳一类数字。",
  question: "哪些数字共用一个分量？它们也是你会看错的那些吗？",
  hyperparameters: {
    prior: { name: "先验", about: "它的分量是什么：自由的高斯分布，或者编码器对 K 张由学习得到的图像的回答（VampPrior）。" },
    components: { name: "分量数", about: "先验由多少个高斯分布组成。取 1 时只是一团，和普通 VAE 一样。" },
  },
  options: {
    vamp: "VampPrior",
    mixture: "自由",
  },
  objectives: {
    "negative-elbo-with-prior": "负 ELBO，由编码器、解码器和先验共同最小化",
  },
  terms: {
    "drawn-kl": { name: "到先验的 KL", about: "估计值：每张图像抽取一个 z，计算 log q − log p，因为混合分布没有精确公式。" },
  },
  symbols: {
    "lambda-of-prior": { name: "lambda", about: "先验自己的参数：有哪些分量，各以多大的概率抽取。" },
    "learned-prior": { name: "z 的先验 p", about: "先验：K 个高斯分布的混合，样本由它抽取。地图上画出各分量的均值和一个标准差的范围。" },
  },
  presets: {
    "sorted-without-labels": {
      title: "不用标签的分类",
      about: "先验由学习得到：100 个分量，各自落在某一类图像的编码所在之处。两轮之后，四分之三的测试图像，其数字就是所属分量中最常见的数字；三个样本中有两个是清晰的数字。",
      question: "从未见过标签，为什么各分量最后大多只含一种数字？K = 1 时样本会失去什么？",
    },
  },
};
