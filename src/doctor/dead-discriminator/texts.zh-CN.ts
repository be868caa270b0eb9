import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "判别器只会瞎猜",
  question: "判别器的损失正好等于瞎猜的代价，但样本并不是数字。你认为发生了什么？",
  options: {
    a: "博弈已到终点：真实图像与生成图像一样",
    b: "判别器不再区分它们，尽管可以区分",
    c: "它的损失还没有开始下降",
  },
  about: "在博弈的终点，判别器只能瞎猜，因为样本与数据一样。这里并非如此，所以它瞎猜是因为它不再学习，或者被甩在后面。只会瞎猜的判别器不能给生成器任何指引。",
  remedies: {
    discriminatorRate: "这样判别器学得与生成器一样快，不会被甩在后面。",
  },
};
