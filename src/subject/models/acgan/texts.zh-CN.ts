import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "辅助分类器 GAN",
  about: "在这种条件 GAN 中，判别器还要对图像分类。生成器的图像被归入条件类别，就得到奖励。",
  question: "同一类的数字各不相同，还是生成器总画同一张容易分类的图像？",
  hyperparameters: {
    fakeClass: {
      name: "D 中生成图的类别",
      about: "判别器的损失中，生成样本的分类损失的权重。取 1（原论文）时，两个网络可能在错误的图像上达成一致。",
    },
  },
  objectives: {
    "discriminator-and-classifier": "判别器学习区分真实数据和生成样本，并对两者分类",
    "generator-and-class": "生成器学习生成会被判为真实、并被归入其类别的样本",
  },
  terms: {
    "real-class": { name: "真实图像的类别", about: "判别器对真实图像类别的负对数似然。" },
    "fake-class": { name: "生成图像的类别", about: "判别器对生成样本的条件类别的负对数似然。" },
    "discriminator-and-classifier-total": { name: "判别器", about: "判别器的损失：判断真假的误差和分类的误差。" },
    "generator-class": { name: "条件类别", about: "对生成器的样本来说，条件类别的负对数似然。" },
    "generator-and-class-total": { name: "生成器合计", about: "生成样本越被判为真实、越被归入条件类别，它就越小。" },
  },
  symbols: {
    "class-weight": { name: "x 波浪号的 lambda", about: "判别器损失中，生成样本 x̃ = G(z, y) 的类别项的权重。" },
    "generator-of-z-y": { name: "G，输入 z 和 y", about: "生成器：把噪声 z 和条件类别 y 映射为图像。" },
    "class-head": { name: "给定 x 时 y 的概率 C", about: "判别器的另一个输出：它认为 x 属于类别 y 的概率。" },
  },
  presets: {
    "auxiliary-classifier": {
      title: "会分类的判别器",
      about: "判别器还有一项任务：对数字分类；生成器的图像被归入条件类别，就得到奖励。因此，即使样本与真实图像仍有差别，生成器也能从分类器那里学会类别。",
      question: "等数字清楚以后，像原论文那样把“D 中生成图的类别”设为 1。生成图像的类别那一项会怎样变化？数字也变好了吗？",
    },
  },
};
