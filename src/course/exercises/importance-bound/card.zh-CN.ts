import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "K 样本界",
  about: "由 K 个对数重要性权重得到 log p(x) 的一个比 ELBO 更紧的界。",
};
