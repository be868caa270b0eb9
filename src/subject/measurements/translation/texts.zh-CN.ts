import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "转换后的图像",
  about: "转换后的测试图像与原图比较：误差、清晰度、倾斜、笔画粗细，以及评估分类器判断的类别。输入图像也同样与原图比较。",
  facts: {
    pixelError: "像素的平均绝对误差，转换后的图像",
    pixelErrorOfGiven: "像素的平均绝对误差，输入图像",
    sameClassOfGiven: "类别相同，输入图像",
    sharpnessMade: "转换后的图像的清晰度",
    slant: "倾斜：每向上一行向右偏移的像素数",
    thickness: "笔画粗细，以像素计",
    ofEach: (made, given, images) => `转换后 ${made}，输入 ${given}，原图 ${images}`,
  },
};
