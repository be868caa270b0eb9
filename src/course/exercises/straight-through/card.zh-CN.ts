import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "直通梯度",
  about: "把编码器的 logit 变成能传递梯度的比特，尽管阈值函数传不过梯度。",
};
