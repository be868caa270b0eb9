import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "隐空间中的空洞",
  question: "许多重建是正确的数字，但很少有先验样本是清晰的数字。你认为这些样本来自哪里？",
  options: {
    a: "来自解码器没有受过训练的地方",
    b: "来自训练图像的编码，只是解码器加了噪声",
    c: "来自最难学的那些数字的编码",
  },
  about: "图像的编码散布到远超先验的地方。大多数先验样本落在编码之间，解码器在那里没有受过训练。KL 项会把编码拉向先验，但这次训练没有 KL 项，或者它的权重很小。",
  fixes: {
    beta: "KL 从一开始就起作用，让编码留在先验附近。",
  },
};
