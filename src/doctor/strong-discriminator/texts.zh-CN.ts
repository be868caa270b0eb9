import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "判别器太强",
  question: "判别器的损失几乎为 0：它几乎从不出错。你认为这对生成器意味着什么？",
  options: {
    a: "判别器总是对的，生成器学得最快",
    b: "没有关系：对它来说只有自己的损失才算数",
    c: "它学不到什么：每次尝试的改变都与上一次一样错",
  },
  about: "生成器只能从判别器的回答如何随图像变化中学习。如果判别器对一切都十分确信，无论生成器往哪里动，回答几乎都一样，也就几乎没有可以改进的方向。之后它很少能自己追上来。",
  remedies: {
    discriminatorRate: "两个网络从一开始就以同样的速率学习，判别器就不会领先那么多。",
  },
};
