import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "似然的界",
  about: "测试图像 −log p(x) 的上界，每张图像抽取 K 个 z；K 越大，界越紧。",
  settings: {
    k: "抽样数 K",
  },
  facts: {
    bound: (k) => `K = ${k} 时的界`,
    negativeElbo: "同样抽样下的 −ELBO",
  },
  points: {
    about: "测试点 −log p(x) 的上界，每个点抽取 K 个 z。就期望而言，K 越大，界越紧。",
  },
};
