import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "梯度惩罚",
  about: "在真实图像和生成图像之间，惩罚梯度范数不为 1 的评价网络。",
};
