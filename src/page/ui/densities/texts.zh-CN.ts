import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "密度",
  data: "数据：p_data(x)",
  model: "模型：p_model(x)",
  optimal: "最优的 D*",
  learned: "学到的 D",
  critic: "评价网络 f(x)",
  perArea: "每单位面积",
  perLength: "每单位长度",
  probability: "概率",
  score: "得分，无单位",
  none: "模型的密度：还没有",
  dataName: (data, most) => `数据的真实密度，${data}：最大 ${most}`,
  modelName: (step, most, share) => `模型样本的密度，第 ${step} 步：最大 ${most}；与数据的密度重叠 ${share}`,
  optimalName: "最优判别器：真实点占全部点的一半时，各处的真实点所占的比例。",
  learnedName: (step, least, most) => `学到的判别器，第 ${step} 步：从 ${least} 到 ${most}`,
  criticName: (step, least, most) => `评价网络的得分，第 ${step} 步：从 ${least} 到 ${most}`,
  caption: "只有 p_data 大的地方，模型遗漏了数据；只有 p_model 大的地方，模型生成了不像数据的点。",
  overlap: (share, step) => `第 ${step} 步时，两者重叠 ${share}。`,
  off: (distance) => `D 与 D* = p_data / (p_data + p_model) 平均相差 ${distance}。`,
};
