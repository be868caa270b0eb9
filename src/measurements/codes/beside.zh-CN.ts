import type { Translation } from "../../core/translation";
import type { en } from "./beside.en";

export const zhCN: Translation<typeof en> = {
  name: "编码",
  soon: "第一轮结束后，这里显示用到了哪些维度。",
  active: (active, all) => `有效维度 ${active} / ${all}`,
  about: (step) => `第 ${step} 步。若编码某一维的均值随输入而变（方差大于 0.01），这一维就是有效的。`,
  kl: "各维度的 KL",
  variance: "各维度的方差",
  sigma: (value) => `解码器：σ = ${value}`,
  dimension: (j, value) => `z${j} ${value}`,
  history: (values) => `每轮之后的有效维度数：${values}`,
};
