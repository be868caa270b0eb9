import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "类别太少",
  question: "在许多样本中，最多只找到数据的两个类别。你认为发生了什么？",
  options: {
    a: "抽取的样本太少，不足以包含更多类别",
    b: "无论噪声是什么，模型生成的样本都几乎相同",
    c: "训练数据大多属于这些类别",
  },
  about: "数据的类别比样本的多。这时网络几乎不用它的噪声或编码：不依赖输入的最佳猜测是数据的平均值。",
  fixes: {},
};
