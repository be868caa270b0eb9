import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "评价网络得分爆炸",
  question: "评价网络对数据与样本的平均得分之差，超过任何两个样本之间可能的距离。你认为这说明数据与样本怎么样？",
  options: {
    a: "说明两者差别很大",
    b: "说明不了什么：评价网络的梯度太大，得分之差不能估计 W₁",
    c: "说明评价网络已经学到了一切",
  },
  about: "如果评价网络是 K-Lipschitz 的，它的平均得分之差至多是 Wasserstein 距离 W₁ 的 K 倍。K = 1 时，这个差不能超过两个样本之间的最大距离。这里却超过了：K 大于 1 且未知，所以仅凭损失不能知道 W₁ 有多大。",
  fixes: {
    clip: "权重的界更小，评价网络梯度范数的界也就更小。",
  },
};
