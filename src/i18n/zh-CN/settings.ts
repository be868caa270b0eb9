import type { Translation } from "../translation";
import type { settings as en } from "../en/settings";

export const settings: Translation<typeof en> = {
  models: {
    vae: "VAE 变分自编码器",
    "beta-vae": "β-VAE",
    cgan: "条件 GAN",
  },
  hyperparameters: {
    beta: { name: "KL 权重", about: "KL 项占多大比重。为 0 时隐空间不受约束；过大时编码器会放弃编码。" },
    warmUp: { name: "预热", about: "在这么多步之内，KL 权重从 0 升到设定值。" },
    freeBits: { name: "自由比特", about: "每个隐变量维度的 KL 在此值以内不计损失。" },
    lr: { name: "学习率", about: "每一步把权重移动多远。过大时损失会跳动甚至崩溃。" },
    latent: { name: "隐变量维数", about: "用多少个数表示一张图像。取 2 时，整个隐空间可以画成一张地图。" },
    hidden: { name: "隐藏单元", about: "隐藏层的宽度。" },
    batch: { name: "批大小", about: "每一步看多少张图像。" },
    condition: { name: "条件输入", about: "判别器如何得知所要的类别：以内积方式，或与像素拼接。" },
    batchNorm: { name: "G 的批归一化", about: "在一批图像上归一化生成器的隐藏层。" },
    discriminatorRate: { name: "D : G 学习率", about: "判别器的学习率是生成器的多少倍。" },
  },
  options: { projection: "投影", concat: "拼接", on: "开", off: "关" },
  units: { images: "张", steps: "步", nats: "纳特", dimensions: "维", units: "个" },
};
