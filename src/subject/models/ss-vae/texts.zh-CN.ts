import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "半监督 VAE",
  about: "这种条件 VAE 只得到少数图像的类别。其余图像的类别由分类器推断，它还学习哪个类别最能解释图像。",
  question: "标签增加到十倍，测试错误率能降多少？训练更久又能降多少？",
  hyperparameters: {
    labels: { name: "每类标签数", about: "每类有多少张训练图像保留标签。其余图像的标签，模型从来看不到。" },
    headStart: { name: "只学标签，直到", about: "在这一步之前，分类器只从标签学习；之后还学习哪个类别最能解释每张图像。" },
    alpha: { name: "分类权重", about: "分类器在有标签图像上的损失的权重，与无标签图像的那一项相对。" },
  },
  objectives: {
    "semi-supervised": "全部图像对数似然的负下界，由编码器和解码器共同最小化",
    "classifier": "分类器学习哪个类别最能解释每张图像，以及有标签图像的类别",
  },
  terms: {
    "expected-bound": { name: "负下界（推断的类别）", about: "无标签图像的负下界 −L(x,y)：对十个类别取平均，按分类器的概率加权。" },
    "negative-entropy": { name: "q(y|x) 的负熵", about: "分类器对无标签图像的输出的负熵：确信时为 0，各类同样可能时为 −2.30。" },
    "labelled-bound": { name: "负下界（有标签）", about: "有标签图像的负下界 −L(x,y)，使用其类别。" },
    "semi-supervised-total": { name: "编码器和解码器", about: "编码器和解码器最小化全部图像的负下界。N 张训练图像中有 N_ℓ 张带标签。" },
    "disagreement": { name: "到 p(y|x) 的 KL", about: "分类器的 q(y|x) 到 p(y|x) 的 KL 散度；p(y|x) 表示哪些类别最能解释图像。从第 t₀ 步起计入。" },
    "classification": { name: "有标签图像的类别", about: "分类器对有标签图像类别的负对数似然；菱形为测试图像。" },
    "classifier-total": { name: "分类器", about: "分类器最小化它的两项的加权和。" },
  },
  symbols: {
    "semi-supervised-loss": { name: "J", about: "编码器和解码器的损失；带下标 q 的 J 是分类器的损失。" },
    "class-bound": { name: "L，输入 x 和 y", about: "log p(x,y) 的下界，即这张图像与这个类别的对数似然的下界。" },
    "guessed-class": { name: "给定 x 时 y 的分布 q", about: "分类器：给定图像时，每个类别的概率。" },
    "explaining-class": { name: "给定 x 时 y 的分布 p", about: "p(y|x) 的近似：e 的 L(x,y) 次方，归一化到总和为 1。L 只是 log p(x,y) 的下界。" },
    "entropy": { name: "熵", about: "q(y|x) 的熵：确信时为 0，十类同样可能时为 log 10 = 2.30 奈特。" },
    "labelled-image": { name: "x_l，y_l", about: "一张有标签的图像，以及它的类别。" },
    "labelled-share": { name: "标签的比例", about: "有标签图像在全部图像中的比例。" },
    "head-start": { name: "t 不小于 t_0", about: "前 t₀ 步是 0，之后是 1。t 是已完成的步数，与程序中相同。" },
    "alpha": { name: "alpha", about: "分类器在有标签图像上的损失的权重。" },
  },
  presets: {
    "hundred-labels": {
      title: "一百个标签",
      about: "60,000 张图像中，模型只得到 100 张的类别，每个数字十张。到第 500 步为止，分类器只从这些标签学习；之后还在其余图像上学习哪个类别最能解释图像。",
      question: "在第 500 步和第 1,000 步测量测试错误率。如果只靠标签（“只学标签，直到”设为 20,000），它能到多少？",
    },
  },
};
