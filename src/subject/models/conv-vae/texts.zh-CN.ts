import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "卷积 VAE",
  about: "这种 VAE 的编码器和解码器都是卷积网络：同一组小滤波器用在图像各处。它的权重比普通 VAE 少，每一步却更慢。",
  question: "训练一轮后，它在测试集上的损失与普通 VAE 相比如何？多花的时间值得吗？",
  presets: {
    "convolutional-vae": {
      title: "卷积 VAE",
      about: "损失仍是 ELBO，网络把同一组小滤波器用在图像各处。它的权重更少，每一步的计算量却更大。",
      question: "训练同样的轮数，它在测试集上的损失比“第一个 VAE”低吗？每一轮要花多少秒？",
    },
  },
};
