import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "CycleGAN",
  about: "两个生成器学习把粗笔画的数字变细、细的变粗，或把倾斜的变正、正的变斜，却没有成对的图像可学：任何图像都不与它自己的转换结果放在一起。它们各要骗过那一类图像的判别器，而且一个所做的改变，另一个要能还原。",
  question: "它画出的图像在哪里变成了另一个数字？两个判别器看得出来吗？",
  hyperparameters: {
    domain: { name: "A 类图像", about: "要转换的图像：笔画加粗的数字，或向右倾斜的数字。B 类总是人写的原样。" },
    cycle: { name: "循环权重", about: "与被当成真的相比，一个生成器能还原另一个所做的改变有多重要；为 0 时不作要求。" },
  },
  options: {
    thick: "粗",
    slanted: "倾斜",
  },
  objectives: {
    "discriminators-of-domains": "两个判别器各自学习区分本类的真实图像和冒充它们的图像",
    "generators-of-cycle": "两个生成器学习让自己的图像被当成另一类，并能互相还原",
  },
  terms: {
    "real-of-domains": { name: "真实图像", about: "两个判别器对本类图像的回答与 1 之差的平方：各为 0.25 时相当于抛硬币。" },
    "made-for-domains": { name: "画出的图像", about: "两个判别器对生成器所画图像的回答与 0 之差的平方：各为 0.25 时相当于抛硬币。" },
    "discriminators-of-domains-total": { name: "判别器合计", about: "两者错得有多厉害：确信且正确时为 0，只能随机猜测时为 1。" },
    "taken-for-domains": { name: "被当成真的", about: "画出的图像越是被当成那一类的图像，它就越小。" },
    "way-back": { name: "循环", about: "图像依次经过两个生成器之后与自身相差多远：像素之差的平均值，像素与论文一样从 −1 到 1；A、B 两类之和。" },
    "generators-of-cycle-total": { name: "生成器合计", about: "画出的图像越被当成真的，两个生成器越能互相还原，它就越小。" },
  },
  symbols: {
    "image-of-a": { name: "a", about: "A 类的一张图像，加粗或倾斜过：一批图像的一半。" },
    "image-of-b": { name: "b", about: "B 类的一张图像，是人写的原样：这一批的另一半，所以没有一个 a 由它做成。" },
    "generator-to-b": { name: "G，输入 a 和 z", about: "一个生成器：改变 A 类图像，使它像 B 类；z 是它可以使用的噪声。" },
    "generator-to-a": { name: "F，输入 b", about: "另一个生成器：改变 B 类图像，使它像 A 类。" },
    "discriminators-of-domains": { name: "D A 和 D B", about: "A 类和 B 类的判别器：认为真实时接近 1，认为是画出的时接近 0。" },
    "mean-of-pixels": { name: "差的平均", about: "两张图像相差多远：各像素之差的绝对值的平均。" },
  },
  presets: {
    "thick-to-thin": {
      title: "由粗变细，没有成对图像",
      about: "生成器得到加粗的数字，而每一步里，细笔画的样子只能从别的数字上看到。它学会把它们写细，十个中有八个以上仍是同一个数字，因为另一个生成器要能把粗的还原出来。",
      question: "把 A 类图像改为倾斜，再训练一次：1 变成什么样，4 呢？哪些数字变成了另一个？",
    },
    "no-way-back": {
      title: "没有回去的路",
      about: "λ = 0 时，画出的图像只要能被当成真的，与给的是哪张图像无关。笔画散成斑点，而且往往无论给哪个数字，画出的几乎都是同一团墨迹：模式崩溃。",
      question: "把 λ 设为 10，按“重置”，再训练一次。现在是什么让数字各不相同？两次训练中，循环那一项各有多大？",
    },
  },
};
