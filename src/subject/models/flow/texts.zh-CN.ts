import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "流匹配",
  about: "一个网络学习噪声变成数据的速度。样本从 N(0, I) 的噪声开始，按这个速度一小步一小步地走；这里没有编码器，也没有判别器。",
  question: "地图上的轨迹在哪里分开？轨迹的尽头是什么？",
  objectives: { "flow-matching-loss": "流匹配：网络学习从噪声到数据的速度" },
  terms: {
    "flow-matching": { name: "速度误差", about: "速度与路径的速度 x − x₀ 之差的平方。许多路径在同一点相交，而 v 在那里只有一个值，所以最小值大于 0。" },
  },
  symbols: {
    "flow-of-points": { name: "x 零、x t", about: "N(0, I) 的噪声，以及直线上时刻 t 时它与训练点 x 之间的点。" },
  },
  presets: {
    "noise-to-ring": {
      title: "噪声流进八个地方",
      about: "地图上的每条线是一个样本从噪声到八个高斯分布之一的轨迹。八个分布都有样本，而 GAN 可能会漏掉几个。",
      question: "把欧拉步数从 20 改为 1：样本现在都到哪里？为什么是那里？",
    },
  },
};
