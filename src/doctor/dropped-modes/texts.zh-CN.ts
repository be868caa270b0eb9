import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "丢失的模式",
  question: "数据来自若干个高斯分布，其中有些几乎得不到样本。你认为发生了什么？",
  options: {
    a: "这些地方相距太远，生成器到不了",
    b: "抽取的样本太少",
    c: "生成器找到了能蒙混过关的地方，就待在那里",
  },
  about: "每个点都是单独评判的，所以生成器的损失里没有任何东西要求它覆盖全部数据。它聚集在判别器放行的地方，被察觉后再换一处：它在各处之间追逐，而不是全部覆盖。",
  remedies: {
    discriminatorRate: "判别器学得与生成器一样快，就能更早察觉哪里的点太多。",
  },
};
