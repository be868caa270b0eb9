import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "InfoGAN",
  about: "不用标签、自己分出类别的 GAN。除噪声外，生成器还拿到一个类别和两个数；第三个网络 Q 能从图像中读出它们，生成器就得到奖励。",
  question: "每个类别成了哪个数字？有没有两个类别同属一个数字，或两个数字同属一个类别？",
  hyperparameters: {
    information: {
      name: "信息权重",
      about: "能从图像中读出类别和数，这一点有多重要。取 0 时，生成器没有理由理会它们。",
    },
    slant: { name: "倾斜", about: "Q 看到图像之前，每张图像随机倾斜，最多每像素多少像素：这样类别就不会只是倾斜方向。原论文为 0。" },
  },
  objectives: {
    "discriminator-and-code": "判别器区分真假，Q 从生成图像中读出编码",
    "generator-and-code": "生成器学习让图像被当成真的，并让编码可以读出",
  },
  terms: {
    "code": { name: "读出类别", about: "Q 对生成器拿到的类别有多意外：只能猜时是 2.30（log 10），确信且正确时是 0。" },
    "numbers": { name: "读出数", about: "Q 对 z₁ 和 z₂ 有多意外：只能猜时是 2.84；读得越准越低，可以低于 0。" },
    "discriminator-and-code-total": { name: "判别器", about: "判别器判断真假、Q 读生成图像的编码，错得有多厉害。" },
    "generator-code": { name: "表现类别", about: "对生成器的同一项：图像表现所拿到的类别有多差。完全没有表现时是 2.30。" },
    "generator-numbers": { name: "表现数", about: "图像表现 z₁ 和 z₂ 有多差：没有表现时是 2.84，表现出来时更低，可以低于 0。" },
    "generator-and-code-total": { name: "生成器合计", about: "生成图像越被当真、编码越能读出，它就越小。" },
  },
  symbols: {
    "generator-of-code": { name: "G，输入 z 和 y", about: "生成器：由噪声 z 和类别 y 画出一张图像。" },
    "found-class": { name: "y", about: "类别，十选一，随机抽取，并不是图像的标签。它代表什么由训练决定。" },
    "first-numbers": { name: "z₁、z₂", about: "z 的前两个数，Q 也要读出它们：即滑块 z1 和 z2。" },
    "code-reader": { name: "Q", about: "观看生成图像的网络：看到图像后，认为每个类别以及每个 z₁、z₂ 有多大可能。" },
    "moved-image": { name: "tau，作用于图像", about: "图像平移几个像素，每次不同；给 Q 看的还要倾斜。D 和 Q 看到的是它。" },
    "information-weight": { name: "lambda", about: "Q 能读出编码这一点有多重要。" },
    "information-bound": { name: "L_I，关于 G 和 Q", about: "不超过编码与图像之间的互信息：编码的熵减去 Q 的意外。" },
  },
  presets: {
    "classes-without-labels": {
      title: "没有标签的类别",
      about: "生成器拿到十个类别之一，没有人规定它的含义；Q 能从图像中读出它，生成器就得到奖励。于是各类别代表容易区分的形状：约一半样本是最适合其类别的那个数字。",
      question: "哪些列是一个数字，哪些列同属一个数字，哪些列混着两个或看不出数字？再测量一下：有多少样本是其类别的数字？",
    },
    "class-means-nothing": {
      title: "没有含义的类别",
      about: "网络相同，但信息权重为 0：能不能从图像中读出类别，没有人在乎。生成器照样拿到类别，却几乎不理会：每一列的数字都差不多。",
      question: "把信息权重调到 1，按“重置”，重新训练。各列从什么时候开始不同？",
    },
  },
};
