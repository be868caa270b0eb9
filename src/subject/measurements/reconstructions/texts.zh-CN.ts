import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "重建",
  about: "测试图像的重建与原图比较：清晰度，以及评估分类器判断的类别。",
  facts: {
    sharpness: "重建的清晰度",
  },
};
