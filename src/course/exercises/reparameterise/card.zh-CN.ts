import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "重参数化抽样",
  about: "从编码器的高斯分布中抽取编码，并让梯度能传到编码器。",
};
