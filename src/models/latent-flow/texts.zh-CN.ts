import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "带流的 VAE",
  about: "一个 VAE，加上第二个网络，它学习编码在哪里。样本从噪声开始，由这个网络一小步一小步带到有编码的地方，然后才解码。",
  question: "在地图上沿着一条线从中间往外看：线在哪里分开？分开的地方画着什么？",
  hyperparameters: {
    flowWidth: { name: "流的单元数", about: "把噪声带到编码的网络的两个隐藏层的宽度。" },
  },
  objectives: {
    "flow-of-codes": "流匹配：流学习噪声以怎样的速度变成编码；编码器和解码器不受影响",
  },
  terms: {
    "negative-elbo-total": { name: "VAE 总计", about: "编码器和解码器所最小化的：重建 + β · KL。" },
  },
  symbols: {
    way: { name: "z 零、z t、z 一", about: "N(0, I) 的噪声、q(z|x) 的编码，以及直线上时刻 t 时两者之间的点。" },
  },
  presets: {
    "holes-filled": {
      title: "流找到编码",
      about: "“隐空间里的空洞”的那个 VAE，β = 0，再加上一个学习编码在哪里的流：地图上的线从噪声通向编码。这时十个样本中约有四个是清晰的数字，而由 N(0, I) 抽取时至多四分之一。",
      question: "把流的步数从 20 改为 1：几乎所有样本都变得一样。线现在到哪里为止？为什么是那里？",
    },
  },
};
