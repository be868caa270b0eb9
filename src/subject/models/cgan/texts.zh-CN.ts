import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "条件 GAN",
  about: "这种 GAN 的两个网络都以类别为条件。判别器知道条件类别，所以能拒绝其他类别的数字。",
  question: "哪些类别最先画对，哪些混淆得最久？",
  hyperparameters: {
    condition: { name: "条件输入", about: "类别以什么方式输入判别器：内积（投影），或与像素拼接。" },
  },
  options: {
    projection: "投影",
    concat: "拼接",
  },
  presets: {
    "first-cgan": {
      title: "第一个条件 GAN",
      about: "生成器由噪声画出你所选类别的数字，判别器判断它是否真实、是否属于该类别。生成器从未见过真实的数字，只从判别器学习。",
      question: "先固定噪声、更换类别，再固定类别、更换噪声。每次不变的是什么？",
    },
    "ignores-its-label": {
      title: "当标签被无视",
      about: "有些教程把类别直接拼到判别器的输入上：784 个像素旁边的十个数，在这里几乎不起作用。约 350 步后出现了像数字的形状，但每一列看上去都一样：所选的类别几乎不起作用。",
      question: "先训练一分钟，再把“条件输入”改为投影，重新训练。现在标签给判别器带来了什么好处？",
    },
    "strong-discriminator": {
      title: "过强的判别器",
      about: "判别器的学习率是生成器的二十倍，很快就难以骗过。它的两项损失之和远低于随机猜测时的 1.39 奈特。生成器的损失居高不下，无论哪一类，样本都像噪点。",
      question: "边训练边调低“学习率之比 D : G”。要降到多低，生成器才追得上来？",
    },
  },
  earlierPresets: {
    "ignores-its-label@1": {
      about: "有些教程把类别直接拼到判别器的输入上：784 个像素旁边的十个数，在这里几乎不起作用。八轮之后，每一列看上去仍然一样：所选的类别不起作用。",
      question: "把“条件输入”改为投影，重新训练一分钟。现在标签给判别器带来了什么好处？",
    },
  },
};
