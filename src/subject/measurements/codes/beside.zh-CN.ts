import type { Translation } from "../../../core/translation";
import type { en } from "./beside.en";

export const zhCN: Translation<typeof en> = {
  name: "编码",
  soon: "一轮结束时统计活跃单元。",
  active: (active, all) => `活跃单元 ${active} / ${all}`,
  about: (step) => `第 ${step} 步。若某一维的后验均值随输入而变（方差大于 0.01），这一维就是活跃单元。`,
  kl: "各维度的 KL",
  variance: "各维度的方差",
  upTo: (about, most) => `${about}，最高 ${most}`,
  sigma: (value) => `解码器：σ = ${value}`,
  dimension: (j, value) => `z${j} ${value}`,
  history: (values) => `每个已测轮次之后的活跃单元数：${values}`,
};
