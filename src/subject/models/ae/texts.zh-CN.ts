import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "自编码器",
  about: "编码器把每张图像压缩成几个数，即编码；解码器再由编码重建图像。训练只针对重建，没有哪一项规定编码应在哪里。",
  question: "训练之后在地图上拖动。解码器画不出数字的区域有多大？",
  objectives: {
    "autoencoder": "重建损失，由编码器和解码器共同最小化",
  },
  symbols: {
    "code": { name: "e，输入 x", about: "编码器的输出：每张图像对应隐空间中的一个点，而不是一个分布。" },
  },
  presets: {
    "plain-autoencoder": {
      title: "没有先验的自编码器",
      about: "损失只比较图像和由两个数得到的重建，所以编码可以随意散开。与 VAE 一样，大约一半的重建仍是原来的数字，但没有哪一项规定数字在平面上的位置。",
      question: "拖过各种颜色之间的空白，再到预设“第一个 VAE”里做同样的事。是哪一项造成了差别？",
    },
  },
};
