import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "判别器太强",
  question: "判别器的损失几乎为 0：它几乎从不出错。你认为这对生成器意味着什么？",
  options: {
    a: "判别器总是正确，生成器学得最快",
    b: "没有影响：对它来说只有自己的损失才重要",
    c: "它学不到什么：样本的任何微小改变都被判别器拒绝",
  },
  about: "生成器从判别器的输出随图像的变化中学习。如果判别器对一切都确信无疑，饱和损失几乎没有梯度。非饱和损失仍有梯度，但这个梯度的指引很差。生成器可能要很久才能追上。",
  fixes: {
    discriminatorRate: "两个网络从一开始学习率就相同，判别器不会领先那么多。",
  },
};
