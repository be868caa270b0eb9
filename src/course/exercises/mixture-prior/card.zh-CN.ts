import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "混合分布作先验",
  about: "计算均值和方差可训练的高斯混合分布的对数密度。",
};
