import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "重建",
  about: "测试图像的重建与原图相比有多清晰，裁判看到的是不是同一类别。",
  facts: {
    sharpness: "重建的清晰度",
  },
};
