import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "梯度消失",
  question: "生成器的饱和损失一直平坦地停在 0 附近，而样本并不是数字。你认为它为什么停在那里？",
  options: {
    a: "它已经到达最低值",
    b: "那里太平坦，生成器几乎没有方向可循",
    c: "学习率变得太小了",
  },
  about: "log(1 − D(G(z))) 对判别器 logit 的导数是 −D(G(z))。判别器确信样本为假时，这个导数几乎为 0，生成器的梯度也几乎为 0。损失可以远低于 0：生成器正处在一片高原上。",
  fixes: {
    discriminatorRate: "判别器不那么确信，损失就保有梯度。",
    loss: "−log D(G(z)) 恰恰在判别器确信样本为假的地方导数最大。判别器仍和原来一样确信。",
  },
};
