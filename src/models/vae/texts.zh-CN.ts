import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "VAE 变分自编码器",
  about: "编码器为每张图像给出一团可能的编码，KL 项使这些编码团靠近标准正态分布。因此由正态噪声也能解码出新的数字。",
  question: "把 β 从 1 调到 0，再调到 10，样本和重建各会怎样？",
  hyperparameters: {
    likelihood: { name: "似然", about: "解码器如何描述每个像素：是墨的可能性有多大（伯努利），或者取值多少、偏差 σ（高斯），σ 可以设定，也可以学习。" },
    sigma: { name: "标准差", about: "像素或点偏离解码器的回答多远仍几乎不计代价。过大时编码不起作用。若由学习得到，则为初值。" },
    deviation: { name: "点的 σ", about: "点偏离解码器回答的标准差：由学习得到，或者设定。" },
    pixels: { name: "像素", about: "保持灰度，或者二值化：每一批重新抽取，是墨还是纸，灰度值就是抽成墨的概率。" },
  },
  options: {
    bernoulli: "伯努利",
    gaussian: "高斯",
    "gaussian-learned": "学习 σ",
    learned: "学习",
    set: "设定",
    grey: "灰度",
    binary: "二值",
  },
  symbols: {
    "decoder-mean": { name: "x 帽", about: "解码器的回答：给定编码 z，x 的均值。" },
    "sigma": { name: "sigma", about: "x 的每个数偏离 x̂ 的标准差。很小时概率密度会大于 1，代价可以低于 0。" },
  },
  presets: {
    "first-vae": {
      title: "第一个 VAE",
      about: "一个网络把每个数字压缩成两个数，另一个网络再由这两个数把它画出来。训练使大约一半画出的图像能认出是同一个数字，并使编码接近标准正态分布。",
      question: "从 1 拖到 0，穿过中间没有点的空隙。在从未有过编码的地方会出现什么？",
    },
    "twenty-dimensions": {
      title: "二十维隐空间",
      about: "同样的网络，隐变量由两个数变成二十个。重建的数字清晰得多，但隐空间再也画不进一张地图了。",
      question: "重建很清晰。由固定噪声生成的样本也一样好吗？如果不是，为什么？",
    },
    "posterior-collapse": {
      title: "后验坍缩",
      about: "β = 40 使 z 中的信息比在 ELBO 里贵四十倍（1 奈特 = 1.44 比特），编码器很快就什么也不传了。KL 降到 0，无论走到哪里，解码器画的都是同一团模糊。",
      question: "边训练边调低 β。调到多少时地图又有了变化，调到多少时出现了数字？再调回 40 又会怎样？",
    },
    holes: {
      title: "隐空间里的空洞",
      about: "β = 0 时，没有什么把编码拉向先验，编码器把它们撒到了远离先验的地方。重建不比 β = 1 时差，但由 N(0, I) 抽取的噪声落在从未有过编码的地方。",
      question: "比较固定噪声的样本和重建的图像。同一个解码器画的，为什么相差这么多？",
    },
    "blurry-or-sharp": {
      title: "模糊还是清晰：σ",
      about: "平方误差的一半就是 σ = 1 的高斯似然。σ = 1 从纸跨到墨，模糊几乎不受罚：训练一轮之后，KL 约为 4 奈特；σ = 0.3 时约为 26 奈特。",
      question: "把 σ 改为 0.3 重新训练，再改为 3。KL 和重建的图像各会怎样？让 σ 由学习得到，它会走到哪里？",
    },
  },
  earlierPresets: {
    "posterior-collapse@1": {
      about: "β = 20 使 z 中的信息比在 ELBO 里贵二十倍（1 奈特 = 1.44 比特），编码器只传很少的信息：大约半奈特。解码器画的是几种模糊的形状，而不是十个数字。",
      question: "边训练边调低 β。调到多少时，地图上出现了更多的数字？再调高又会怎样？",
    },
  },
};
