import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "与数据的距离",
  about: "样本离真实密度有多远：散度、搬运点所需的路程，以及出现了哪些高斯。",
  settings: {
    carried: "指派的点",
  },
  facts: {
    modesFound: "出现的高斯个数",
    far: "不在任何高斯附近的样本",
    kl: (cell) => `KL(p‖q)，奈特，格子边长 ${cell}`,
    js: "JS 散度，奈特，最大 0.693",
    wasserstein: (points) => `Wasserstein-1，${points} 个点的最优指派`,
    besideFloor: (value, floor) => `${value}（数据自身：${floor}）`,
    modeShares: "每个高斯附近的样本",
  },
};
