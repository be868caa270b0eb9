import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "混合先验 VAE",
  about: "这种 VAE 还学习先验：先验是 K 个高斯分布的混合，训练把它们移到编码聚集的地方。它不用标签，多数分量却各自容纳一类数字。",
  question: "哪些数字共用一个分量？它们也是你会看错的那些吗？",
  hyperparameters: {
    prior: { name: "先验", about: "先验的分量：自由的高斯分布，或者编码器对 K 张学习得到的图像的输出（VampPrior）。" },
    components: { name: "分量数", about: "先验由多少个高斯分布组成。取 1 时，先验是单个高斯分布，和普通 VAE 一样。" },
  },
  options: {
    vamp: "VampPrior",
    mixture: "自由",
  },
  objectives: {
    "negative-elbo-with-prior": "负 ELBO，由编码器、解码器和先验共同最小化",
  },
  terms: {
    "drawn-kl": { name: "到先验的 KL", about: "KL 的估计值：每张图像随机抽取一个 z，计算 log q − log p。到混合先验的 KL 没有闭式解。" },
  },
  symbols: {
    "lambda-of-prior": { name: "lambda", about: "先验自己的参数：各个分量，以及它们的概率。" },
    "learned-prior": { name: "z 的先验 p", about: "先验：K 个高斯分布的混合。地图上画出各分量的均值和一个标准差的范围。" },
  },
  presets: {
    "sorted-without-labels": {
      title: "不用标签的分类",
      about: "先验有 100 个学习得到的分量，各自靠近某一类图像的编码。两轮之后，四分之三的测试图像，其数字就是所属分量中最常见的数字；三个样本中有两个是清晰的数字。",
      question: "没有用到标签，为什么多数分量各含一种数字？K = 1 时样本会变差多少？",
    },
  },
};
