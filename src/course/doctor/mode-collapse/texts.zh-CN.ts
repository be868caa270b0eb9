import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "模式坍塌或模式缺失",
  question: "在 1,000 个样本中，有些数字几乎从不出现，或者所有样本看起来都一样。你认为发生了什么？",
  options: {
    a: "1,000 个样本太少，不足以包含每个数字",
    b: "生成器找到了另一个网络会接受的图像，几乎只生成这些",
    c: "训练图像大多是这几个数字",
  },
  about: "本页的判别器或评论家单独评判每张图像，所以对抗损失不要求多样。被它接受的图像会反复生成，直到它学会拒绝为止。",
  fixes: {
    discriminatorRate: "判别器的学习率与生成器相同，就能更早发现哪些图像出现得太多。",
  },
};
