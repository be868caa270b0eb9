import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "InfoGAN",
  about: "这种 GAN 不用标签，自己找出类别。除噪声外，生成器还得到一个随机类别和两个随机数；第三个网络 Q 能从图像推断出它们，生成器就得到奖励。",
  question: "每个类别成了哪个数字？有没有两个类别同属一个数字，或两个数字同属一个类别？",
  hyperparameters: {
    information: {
      name: "信息权重",
      about: "Q 能推断出类别和两个数时，奖励的权重。取 0 时，生成器没有理由使用它们。",
    },
    slant: { name: "倾斜", about: "Q 看到图像之前，图像随机倾斜的最大程度，以每像素多少像素计。有了倾斜，类别就不会只代表倾斜方向。原论文为 0。" },
  },
  objectives: {
    "discriminator-and-code": "判别器学习区分真实数据和生成样本，Q 学习推断编码",
    "generator-and-code": "生成器学习生成会被判为真实、并表现其编码的样本",
  },
  terms: {
    "code": { name: "类别（Q）", about: "Q 对生成器的类别的负对数似然：确信且正确时为 0，认为各类同样可能时为 log 10 = 2.30。" },
    "numbers": { name: "两个数（Q）", about: "Q 对 z₁ 和 z₂ 的负对数似然：只知道先验时为 2.84，推断得越准越低。它是密度，可以低于 0。" },
    "discriminator-and-code-total": { name: "判别器和 Q", about: "判别器判断真假的损失，加上 Q 推断生成样本编码的损失。" },
    "generator-code": { name: "类别（G）", about: "生成器的损失中，同样的类别负对数似然：Q 认为各类同样可能时为 2.30。" },
    "generator-numbers": { name: "两个数（G）", about: "生成器的损失中，同样的 z₁ 和 z₂ 的负对数似然：Q 只知道先验时为 2.84。" },
    "generator-and-code-total": { name: "生成器合计", about: "生成样本越被判为真实，Q 推断编码越准，它就越小。" },
  },
  symbols: {
    "generator-of-code": { name: "G，输入 z 和 y", about: "生成器：把噪声 z 和类别 y 映射为图像。" },
    "found-class": { name: "y", about: "类别，十选一，随机抽取，并不是图像的标签。它的含义由训练形成。" },
    "first-numbers": { name: "z₁、z₂", about: "z 的前两个数，Q 也要推断它们：即滑块 z1 和 z2。" },
    "code-reader": { name: "Q", about: "网络 Q：给定生成图像时，类别以及 z₁、z₂ 的分布。" },
    "moved-image": { name: "tau，作用于图像", about: "随机平移几个像素后的图像；给 Q 看的还要随机倾斜。D 和 Q 看到的是它。" },
    "information-weight": { name: "lambda", about: "Q 能推断出编码时，奖励的权重。" },
    "information-bound": { name: "L_I，关于 G 和 Q", about: "编码与图像之间互信息的下界：编码的熵减去 Q 的负对数似然。" },
  },
  presets: {
    "classes-without-labels": {
      title: "没有标签的类别",
      about: "生成器得到十个类别之一，其含义并未规定；Q 能从图像推断出它，生成器就得到奖励。于是各类别代表容易区分的形状。约一半样本是最适合其类别的那个数字。",
      question: "哪些列是一个数字，哪些列同属一个数字，哪些列混着两个数字？再测量“找到的类别”：有多少样本是其类别的数字？",
    },
    "class-means-nothing": {
      title: "没有含义的类别",
      about: "网络相同，但信息权重为 0：Q 能否推断出类别，都没有奖励。生成器照样得到类别，却几乎不使用：每一列的数字都差不多。",
      question: "把信息权重调到 1，按“重置”，重新训练。各列从什么时候开始不同？",
    },
  },
};
