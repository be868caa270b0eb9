import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "损失训练哪个网络",
  about: "写出 GAN 的两个损失，让判别器的梯度止于生成图像。",
};
