import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "流匹配",
  about: "写出速度场的损失，再沿着速度从噪声走到数字。",
};
