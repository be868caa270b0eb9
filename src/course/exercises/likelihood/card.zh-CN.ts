import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "像素的似然",
  about: "分别用伯努利像素和高斯像素计算一张图像的对数似然。",
};
