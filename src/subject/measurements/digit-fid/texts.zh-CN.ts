import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "digit-FID",
  ownName: "分类器特征上的 FID",
  about: "用高斯分布分别拟合样本和训练图像在评估分类器上的特征，digit-FID 是这两个高斯分布的弗雷歇距离的平方，越低越好。用其他特征（例如论文中的 FID）或其他样本数算出的值，不能与它相比。",
  facts: {
    distance: "样本与训练图像",
    floor: "下限：随机抽取的同样多的测试图像与训练图像",
  },
};
