import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "条件被忽略",
  question: "无论条件类别是哪个，样本都是同样的一批数字。你认为模型为什么能忽略类别？",
  options: {
    a: "它没有得到类别",
    b: "有些数字它生成不了",
    c: "它的损失几乎不取决于类别",
  },
  about: "生成器得到了类别，但只有能降低损失时才会学会使用它。如果判别器检查图像是否真实，却几乎不检查它是否符合类别，那么任何逼真的图像都能过关。",
  aboutOthers: "生成样本的网络得到了类别，但只有能降低损失时才会学会使用它。它的另一个输入，例如编码或带噪声的图像，在训练中可能已经说明了该生成哪个数字。",
  fixes: {
    condition: "判别器直接把图像与类别相比较，就能发现错误的类别。",
    information: "生成器的损失奖励能认出类别的图像。",
  },
};
