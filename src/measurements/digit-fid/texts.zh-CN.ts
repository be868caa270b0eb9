import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "digit-FID",
  ownName: "分类器特征上的 FID",
  about: "弗雷歇距离在评估分类器的特征上比较样本与训练图像，越低越好。用其他特征算出的值，例如论文中的 FID，不能与它相比。",
  facts: {
    distance: "样本与训练图像",
    floor: "下限：随机抽取的同样多的测试图像与训练图像",
  },
};
