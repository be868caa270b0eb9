import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "GAN 的损失函数",
  about: "用 logit 写出判别器的损失和生成器的两种损失。",
};
