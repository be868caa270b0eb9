import type { ExerciseCard } from "../texts";

export const zhCN: ExerciseCard = {
  title: "负 ELBO",
  about: "编写 VAE 的整个损失：编码、抽样、解码，再把以奈特为单位的两项相加。",
};
