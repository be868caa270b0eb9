import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "条件 VAE",
  about: "编码器和解码器都知道数字类别的 VAE。编码只需表示这个数字怎么写，画哪个数字由你选择。",
  question: "停在地图上的同一点，更换类别。不变的是什么？",
  objectives: {
    "negative-conditional-elbo": "给定类别的负 ELBO，由编码器和解码器共同最小化",
  },
  symbols: {
    "posterior-given-class": { name: "给定 x 和 y 时 z 的分布 q", about: "编码器的回答：哪些编码 z 可能产生这张类别为 y 的图像，是一个高斯分布。" },
    "likelihood-given-class": { name: "给定 z 和 y 时 x 的分布 p", about: "解码器的回答：给定编码 z 和类别 y，每张图像出现的可能性有多大。" },
  },
  presets: {
    "class-as-a-knob": {
      title: "把类别当旋钮",
      about: "编码器和解码器都知道类别，编码的两个数就不必再说明是哪个数字。它们可以专门表示这个数字是怎么写的。",
      question: "停在地图上的同一点，把类别从 0 换到 9。这十个数字有什么共同之处？",
    },
  },
};
