import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "模式坍塌",
  question: "在 1,000 个样本中，有些数字几乎从不出现，或者所有样本看起来都一样。你认为发生了什么？",
  options: {
    a: "1,000 个样本太少，遇不到每个数字",
    b: "生成器找到了能蒙混过关的图像，几乎只做这些",
    c: "训练图像大多是这几个数字",
  },
  about: "每张图像都是单独评判的，所以生成器的损失里没有任何东西要求多样。能过关的图像被一再生成，直到判别器察觉；然后生成器转向下一张这样的图像。判别器学得慢会使情况更糟。",
  remedies: {
    discriminatorRate: "判别器学得与生成器一样快，就能更早察觉什么出现得太多。",
  },
};
