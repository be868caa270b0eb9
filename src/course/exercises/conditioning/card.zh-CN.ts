import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "以类别为条件",
  about: "把每张图像的类别交给编码器和解码器，从而可以选择画什么。",
};
