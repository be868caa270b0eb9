import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "梯度消失",
  question: "生成器的饱和损失平平地停在 0 处，而样本并不是数字。你认为它为什么停在那里？",
  options: {
    a: "它已经到达最低值",
    b: "那里太平坦，几乎没有坡度可循",
    c: "学习率变得太小了",
  },
  about: "损失 log(1 − D(G(z))) 对判别器 logit 的斜率是 D(G(z))。判别器很确信时，它几乎为 0，反向传播由它得到的一切也几乎为 0。最低值远在下方：生成器正处在一片高原上。",
  remedies: {
    discriminatorRate: "判别器就不会变得那么确信，损失也就保有坡度。",
    loss: "−log D(G(z)) 恰恰在判别器很确信的地方斜率最大。判别器则仍和原来一样确信。",
  },
};
