import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "画出的图像",
  about: "模型画出的图像与测试图像有多接近、多清晰、多倾斜、笔画多粗，裁判看到的是不是同一个数字；并与给模型的图像本身比较。",
  facts: {
    pixelError: "像素的平均绝对误差，画出的图像",
    pixelErrorOfGiven: "像素的平均绝对误差，给模型的图像",
    sameClassOfGiven: "裁判在给模型的图像中看到同一类别",
    sharpnessMade: "画出的图像的清晰度",
    slant: "倾斜：每向上一行向右偏移的像素数",
    thickness: "笔画粗细，以像素计",
    ofEach: (made, given, images) => `画出 ${made}，已给 ${given}，原图 ${images}`,
  },
};
