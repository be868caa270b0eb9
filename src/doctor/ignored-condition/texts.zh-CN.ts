import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "条件被忽略",
  question: "无论要求哪一类，出来的都是同样的一堆数字。你认为生成器为什么能这样过关？",
  options: {
    a: "它不知道类别",
    b: "有些数字它做不出来",
    c: "评判它的东西不够依赖类别",
  },
  about: "生成器知道类别，但只有在能降低损失时才会理会。如果判别器只看图像是否真实，而几乎不看它是否属于这一类，那么任何好图像都能过关。",
  remedies: {
    condition: "这样判别器会直接把图像与类别相比较，类别不对就会被察觉。",
    information: "这样生成器会因为图像能看出类别而得到好处。",
  },
};
