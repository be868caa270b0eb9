import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  traverse: {
    row: (k) => `维度 ${k}`,
    rows: (first, last, all) => `第 ${first} 至 ${last} 行，共 ${all} 行`,
    sorted: (step) => `变化最大的行排在最前（第 ${step} 步）。`,
    unsorted: "变化最大的行将排在最前。",
    sortTitle: "用现在的权重重新排序",
    changeOf: (k, share) => `z${k} 从 −3 移到 3 时，每个像素平均变化 ${share}`,
    previous: "前面的维度",
    next: "后面的维度",
    about: "每一行改变一个隐空间维度。",
    kl: "KL",
    klTitle: "该维度的平均 KL，单位为奈特。接近 0 时，该维度几乎不含图像的信息，解码器通常不使用它。",
    measure: "测量 KL",
    measureTitle: "在 1,000 张测试图像上测量每个维度的 KL",
    klAt: (step) => `KL（奈特），测于第 ${step} 步`,
    klOf: (k, value) => `z${k} 的 KL：${value} 奈特`,
  },
  between: {
    from: "起点",
    to: "终点",
    line: "直线",
    sphere: "沿球面",
    at: (share) => `走过 ${share}`,
    norms: "沿两条路径 z 的长度",
    middle: (line, sphere) => `走到一半时，|z| 在直线上为 ${line}，沿球面为 ${sphere}。`,
    prior: (d, length) => `${d} 维先验样本长度的均方根为 ${length}。`,
    source: "Shoemake 1985；White 2016。",
  },
  arithmetic: {
    image: "测试图像",
    minus: "减去该类的均值",
    plus: "加上该类的均值",
    row: "加减",
    at: (t) => `t = ${t}`,
    formula: (minus, plus) => `z = 图像的编码 + t ·（${plus} 的平均编码 − ${minus} 的平均编码）`,
    means: "这些均值取自前 1,000 张测试图像。",
    conditional: (k) => `解码器以类别 ${k} 为条件，z 无需再编码类别。图像会变吗？`,
    source: "Larsen 等 2016，第 4.2 节；White 2016",
  },
};
