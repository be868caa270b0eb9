import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "谱归一化 GAN",
  about: "这种 GAN 把判别器的每一层都除以谱范数，即该层对向量的最大放大倍数。因此判别器的输出至多大约与输入变化得一样快。",
  question: "“学习率之比 D : G”最大可以是多少，样本才不会变差？",
  objectives: {
    "hinge": "判别器学习以一定间隔分开真实数据和生成样本",
  },
  terms: {
    "real-hinge": { name: "真实数据", about: "真实数据上的铰链损失：所有得分都高于 1 时为 0，否则为不足部分的平均。" },
    "fake-hinge": { name: "生成样本", about: "生成样本上的铰链损失：所有得分都低于 −1 时为 0，否则为超出部分的平均。" },
    "hinge-total": { name: "判别器", about: "判别器的损失：得分全为 0 时是 2，所有得分都超出间隔时是 0。" },
  },
  presets: {
    "spectral-norm": {
      title: "更沉稳的判别器",
      about: "判别器的每一层都除以谱范数，所以它的输出随图像变化得很慢。得分超出 ±1 之后，损失不再降低。",
      question: "边训练边调高“学习率之比 D : G”。与“第一个 GAN”相比，这个生成器更经得起强判别器吗？",
    },
  },
};
