import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "两个高斯分布的 KL",
  about: "计算编码器的高斯分布 q 与依赖类别的先验 p 的 KL(q‖p)。",
};
