import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "与数据的散度",
  about: "KL、JS（两个密度到其平均的 KL 的均值）和 Wasserstein-1 比较样本与数据。一个高斯至少得到应有份额的四分之一，才算出现。",
  settings: {
    carried: "匹配的点",
  },
  facts: {
    modesFound: "找到的高斯分布个数",
    far: "不在任何高斯附近的样本",
    kl: (cell) => `KL(p_data‖p_model)，奈特，格子边长 ${cell}`,
    js: "JS 散度，奈特，最大 0.693",
    wasserstein: (points) => `Wasserstein-1，${points} 个点的最优匹配`,
    besideFloor: (value, floor) => `${value}（数据自身：${floor}）`,
    modeShares: "每个高斯附近的样本",
  },
};
