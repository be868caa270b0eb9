import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "两个高斯分布的 KL",
  about: "计算从编码器的高斯分布到依赖类别的先验的 KL 散度。",
};
