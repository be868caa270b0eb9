import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "类别太少",
  question: "在 1,000 个样本中，几乎所有样本都是同样的一两个数字。你认为发生了什么？",
  options: {
    a: "1,000 个样本太少，不足以包含更多数字",
    b: "无论噪声是什么，模型生成的图像都几乎相同",
    c: "训练图像大多是这几个数字",
  },
  about: "训练图像有十个类别，样本只有一两个。这时网络几乎不用它的噪声或编码：不依赖输入的最佳猜测是平均图像。",
  fixes: {},
};
