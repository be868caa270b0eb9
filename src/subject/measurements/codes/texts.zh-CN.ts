import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  about: "码率、失真和各维度的 KL 散度说明模型在测试图像上怎样使用编码。",
  facts: {
    activeUnits: "活跃单元",
    rate: "码率 R（到先验的 KL）",
    components: "有图像归入的分量",
    sortedByComponent: "与所属分量最常见类别一致的图像",
    perplexity: "困惑度：相当于均匀使用的条目数",
    dead: "没有图像使用的死条目",
    entries: "各条目所占位置的比例",
    entry: (k) => `e${k}`,
    unused: "死",
    distortion: "失真 D（图像的 −log p(x|z)）",
    sigma: "像素的 σ",
    klPerDimension: "各维度到先验的 KL 散度，奈特/图像",
    variances: "各维度后验均值的方差",
    dimension: (j) => `z${j}`,
  },
  points: {
    about: "码率、失真和各维度的 KL 散度说明模型在测试点上怎样使用编码。",
    facts: {
      distortion: "失真 D（点的 −log p(x|z)）",
      sigma: "解码器的 σ",
      klPerDimension: "各维度到先验的 KL，奈特/点",
    },
  },
};
