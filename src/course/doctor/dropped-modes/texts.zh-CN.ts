import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "模式缺失",
  question: "数据的若干个高斯中，有些几乎没有样本。你认为发生了什么？",
  options: {
    a: "这些地方相距太远，生成器到不了",
    b: "抽取的样本太少",
    c: "生成器找到了另一个网络会接受的地方，就停在那里",
  },
  about: "判别器或评论家单独评判每个点，所以生成器的损失不要求它覆盖全部数据。样本聚集在被接受的地方。在那里被拒绝之后，它们就移到别处。",
  fixes: {
    discriminatorRate: "判别器的学习率与生成器相同，就能更早发现哪里的样本太多。",
  },
};
