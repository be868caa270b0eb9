import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "后验坍塌",
  question: "KL 几乎为 0，或者编码均值几乎没有变化。你认为编码怎么了？",
  options: {
    a: "它好得不能再好：与先验完全一致",
    b: "它对每张图像几乎都相同",
    c: "它仍能区分图像，只是数值变小了",
  },
  about: "编码器对每张图像给出几乎相同的编码分布。所以解码器无法区分图像，把它们都重建成平均图像。不含信息的编码，KL 可以为 0。当一奈特 KL 的代价高于它在重建中省下的，损失就偏向这种结果。",
  fixes: {
    beta: "这样一奈特 KL 的代价就低于它省下的，编码可以恢复。",
    sigma: "σ 越小，像素误差的代价越高，编码省下的重建损失就超过其 KL 的代价。",
  },
};
