import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "隐空间中的空洞",
  question: "许多重建都是正确的数字，但从先验抽取的样本很少像数字。你认为这些样本来自哪里？",
  options: {
    a: "来自解码器从未被训练过的地方",
    b: "来自训练图像的编码处，只是解码器加了噪声",
    c: "来自最难学的那些数字的编码",
  },
  about: "图像的编码散布得很远，远远超出先验抽样的范围。多数抽样落在它们之间，训练从未在那里对解码器提出要求。只有 KL 会把编码拉向先验；如果它几乎不起作用，就没有别的东西来拉。",
  remedies: {
    beta: "KL 从一开始就起作用，让编码留在先验抽样的地方。",
  },
};
