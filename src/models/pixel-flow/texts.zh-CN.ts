import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "像素上的流匹配",
  about: "网络看到噪声下的数字，并知道它的类别，学习说出这个数字是什么样子。样本从纯噪声开始，一小步一小步地走向网络所说的样子；每走一步，看到的图像都更清楚。",
  question: "从哪个时刻起，你能看出它会变成哪个数字？",
  hyperparameters: {
    guidance: { name: "引导", about: "样本在类别所带来的方向上多走多远：0 与训练时一样，−1 如同没有指定类别，越大数字越清楚、变化越少。" },
    until: { name: "显示的时刻", about: "样本在路上停在哪里：0 时还是噪声，1 时已完成。它不影响训练。" },
    filters: { name: "滤波器数", about: "图像最小（7×7）时，每个位置上有多少个小滤波器。" },
  },
  objectives: { "pixel-flow-loss": "流匹配：网络学习噪声下是哪个数字，从而得到通向它的速度" },
  terms: {
    "velocity-of-pixels": { name: "速度的误差", about: "预测的数字与真实数字之差除以剩下的路程，再平方。它不会降到 0：噪声遮住了数字的许多部分。" },
  },
  symbols: {
    "noise-image": { name: "x 零", about: "纯噪声的图像，每个像素来自 N(0, 1)。z 是其中最粗的部分，其余的另外抽取。" },
    "on-the-way": { name: "x t", about: "时刻 t 的图像：t 份数字，1 − t 份噪声。" },
    denoised: { name: "x 帽", about: "网络的回答：噪声下是哪个数字。从 x_t 到它的差等于速度乘以 1 − t。" },
  },
  presets: {
    "noise-to-digits": {
      title: "噪声变成数字",
      about: "样本从噪声开始走十小步，每一步都走向网络在噪声下辨认出的数字。训练半分钟后，大多数样本就是所要类别的清楚的数字。",
      question: "把“显示的时刻”从 0 移到 1：从哪里起看得出数字？再把流的步数从十改为一：为什么变得模糊？",
    },
    "guidance": {
      title: "按类别引导",
      about: "w = 0 时，样本就是网络所学到的该类数字，三成或更多很难辨认。有了引导，样本沿着类别带来的方向走得更远：w = 3 时大多数都清楚。",
      question: "把 w 从 −1 移到 5：−1 时各列变成什么？w = 5 时的数字与人写的有什么不同？",
    },
  },
};
