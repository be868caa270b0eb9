import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "半监督 VAE",
  about: "只知道少数图像类别的条件 VAE。其余图像的类别由分类器去猜，并学习哪个类别最能解释图像。",
  question: "标签增加到十倍，测试错误率能降多少？训练更久又能降多少？",
  hyperparameters: {
    labels: { name: "每类标签数", about: "每类有多少张训练图像保留标签。其余图像的标签，模型从来看不到。" },
    headStart: { name: "只学标签，直到", about: "在这一步之前，分类器只从标签学习；之后还学习哪个类别最能解释每张图像。" },
    alpha: { name: "分类权重", about: "与解释其余图像相比，分类器在有标签图像上的误差占多大比重。" },
  },
  objectives: {
    "semi-supervised": "全部图像似然的负下界，由编码器和解码器共同最小化",
    "classifier": "分类器学习哪个类别最能解释每张图像，以及有标签图像的类别",
  },
  terms: {
    "expected-bound": { name: "负下界（猜的类别）", about: "无标签图像：解释得有多差。对十个类别取平均，按分类器的判断加权。" },
    "negative-entropy": { name: "负的猜测熵", about: "分类器对无标签图像的类别完全有把握时为 0，毫无头绪时为 −2.30。" },
    "labelled-bound": { name: "负下界（有标签）", about: "有标签图像：已知类别时，解释得有多差。" },
    "semi-supervised-total": { name: "编码器和解码器", about: "全部图像解释得有多差；N 张训练图像中有 N_ℓ 张带标签。" },
    "disagreement": { name: "与解释不一致", about: "分类器的猜测离解码器的说法有多远：哪个类别最能解释图像。从第 t₀ 步起计入。" },
    "classification": { name: "有标签图像的类别", about: "看到有标签图像的类别，分类器有多意外；菱形为测试图像。" },
    "classifier-total": { name: "分类器", about: "分类器要减小的数：它的两项加权之和。" },
  },
  symbols: {
    "semi-supervised-loss": { name: "J", about: "编码器和解码器要减小的数；带下标 q 的 J 是分类器要减小的。" },
    "class-bound": { name: "L，输入 x 和 y", about: "log p(x,y) 的下界：模型认为这张图像与这个类别一起出现有多大可能。" },
    "guessed-class": { name: "给定 x 时 y 的分布 q", about: "分类器：看到图像，它认为每个类别有多大可能。" },
    "explaining-class": { name: "给定 x 时 y 的分布 p", about: "哪个类别最能解释图像：各类别的 e 的 L(x,y) 次方，按总和为 1 缩放。" },
    "entropy": { name: "熵", about: "猜测的熵：有把握时为 0，十类同样可能时为 log 10 = 2.30 奈特。" },
    "labelled-image": { name: "x_l，y_l", about: "一张有标签的图像，以及它的类别。" },
    "labelled-share": { name: "标签的比例", about: "有标签图像在全部图像中的比例。" },
    "head-start": { name: "t 大于 t_0", about: "到第 t₀ 步为止是 0，之后是 1。" },
    "alpha": { name: "alpha", about: "分类器在有标签图像上的误差占多大比重。" },
  },
  presets: {
    "hundred-labels": {
      title: "一百个标签",
      about: "60,000 张图像中，模型只知道 100 张的类别，每个数字十张。到第 500 步为止，分类器只从这些标签学习；之后还在其余图像上学习哪个类别最能解释图像。",
      question: "在第 500 步和第 1,000 步测量测试错误率。如果只靠标签（“只学标签，直到”设为 20,000），它能到多少？",
    },
  },
};
