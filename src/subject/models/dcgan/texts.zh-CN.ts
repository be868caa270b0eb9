import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "深度卷积 GAN",
  about: "这种条件 GAN 的网络是卷积网络：同一组滤波器用在图像各处。在我们的训练中，它的样本比全连接网络的更常显示所选类别，每一步却慢好几倍。",
  question: "多少步之后，每一列都是本类的数字？",
  presets: {
    "deep-convolutional": {
      title: "GAN 中的卷积",
      about: "生成器和判别器都是卷积网络，用步长代替池化，生成器带批归一化。1,874 步之后，至少五分之四的样本属于所在列的类别。",
      question: "与训练了同样轮数的“第一个条件 GAN”比较样本。差别在笔画上，还是在形状上？",
    },
  },
};
