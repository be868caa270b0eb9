import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "判别器只会随机猜测",
  question: "判别器的损失正好等于随机猜测的损失，但样本并不是数字。你认为发生了什么？",
  options: {
    a: "博弈已到均衡点：真实图像与生成图像一样",
    b: "判别器不再区分它们，尽管两者不同",
    c: "它的损失还没有开始下降",
  },
  about: "在博弈的均衡点，判别器只能随机猜测，因为样本与数据一样。这里两者不同，所以判别器停止了学习，或者已经落后。它的随机猜测几乎不能让生成器学到什么。",
  fixes: {
    discriminatorRate: "判别器的学习率与生成器相同，就不会落后。",
  },
};
