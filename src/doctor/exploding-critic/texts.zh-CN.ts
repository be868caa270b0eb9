import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "评论家爆炸",
  question: "评论家给真实样本与生成样本的分数之差，比样本本身的距离还大。你认为这说明两者怎么样？",
  options: {
    a: "说明两者差别很大",
    b: "什么也不说明：评论家变得太陡，无法度量距离",
    c: "说明评论家已经学到了一切",
  },
  about: "只有当评论家处处上升得不快于 1 时，它才度量数据与样本的距离。这时分数之差不会大于样本之间的距离。现在却大于：评论家只是让自己更陡，而不是更好地区分，它的损失不再是距离。",
  remedies: {
    clip: "权重更小，评论家就不能变得这么陡。",
  },
};
