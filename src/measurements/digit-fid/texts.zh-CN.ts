import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "digit-FID",
  ownName: "裁判特征上的 FID",
  about: "在裁判的特征中，样本与训练图像相差多远，0 为最好。用其他特征算出的值不能与它相比。",
  facts: {
    distance: "样本与训练图像",
    floor: "下限：同样多的测试图像与训练图像",
  },
};
