import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "像素上的流匹配",
  about: "网络得到带噪声的数字和它的类别，学习预测这个数字。样本从纯噪声开始，一小步一小步地走向预测；每走一步，网络得到的图像都更清楚。十个训练样本中有一个不带类别。",
  question: "从哪个时刻起，你能看出它会变成哪个数字？",
  hyperparameters: {
    guidance: { name: "引导权重", about: "无分类器引导的权重：0 为有条件，−1 为无条件。越大，数字越清楚、变化越少。" },
    until: { name: "显示的时刻", about: "样本显示在哪个时刻：0 时还是噪声，1 时已完成。训练不使用它。" },
    filters: { name: "滤波器数", about: "网络在最小分辨率（7×7）处的滤波器个数。" },
  },
  objectives: { "pixel-flow-loss": "流匹配：网络学习预测噪声下的数字，由此得到速度" },
  terms: {
    "velocity-of-pixels": { name: "速度误差", about: "预测的数字与真实数字之差的平方，除以 (1 − t)²。噪声遮住了数字的许多部分，所以最小值大于 0。" },
  },
  symbols: {
    "x": { name: "x", about: "一个数字：784 个像素，在此公式中取值从 −1（背景）到 1（笔迹）。" },
    "psi": { name: "psi", about: "预测数字的网络的权重。" },
    "noise-image": { name: "x 零", about: "纯噪声的图像，每个像素来自 N(0, 1)。z 是其中最粗的部分，其余的另外抽取。" },
    "on-the-way": { name: "x t", about: "时刻 t 的图像：t 份数字，1 − t 份噪声。训练时 t = 0.95·σ(n − 0.4)，n 取自 N(0, 1)，因此更常接近噪声。" },
    denoised: { name: "x 帽", about: "网络的输出：预测的数字。速度是 (x̂ − x_t) / (1 − t)。" },
  },
  presets: {
    "noise-to-digits": {
      title: "噪声变成数字",
      about: "样本从噪声开始走十小步，每一步都走向网络预测的数字。训练约 125 步后，大多数样本是条件类别的清晰数字。",
      question: "把“显示的时刻”从 0 移到 1：从哪里起看得出数字？再把欧拉步数从十改为一：为什么结果变得模糊？",
    },
    "guidance": {
      title: "按类别引导",
      about: "w = 0 时，样本服从学到的该类数字的分布，三成或更多很难辨认。引导使样本沿着类别带来的方向走得更远：w = 3 时大多数都清晰。",
      question: "把 w 从 −1 移到 5：−1 时各列变成什么？w = 5 时的数字与人写的有什么不同？",
    },
  },
};
