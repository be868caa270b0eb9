import type { Translation } from "../../../core/translation";
import type { checkpoint as en } from "../en/checkpoint";

export const checkpoint: Translation<typeof en> = {
  menu: "保存与载入",
  save: "保存训练",
  saveTitle: "把权重、优化器状态和设置下载为一个文件，以后可以接着训练",
  load: "载入训练",
  loadTitle: "打开已存的训练，从当时的步数继续；或打开训练卡片（JSON），从第 0 步开始它的实验",
  notSaved: "无法保存这次训练：权重已不是有限的数值。请重置后重新训练。",
  notSavedFor: (key) => `这次训练没有保存：文件无法记录“${key}”的值。页面上的训练没有变化。请复制链接以保留这个实验。`,
  notLoaded: (why) => `文件未能打开。${why}`,
  reasons: {
    "unreadable": () => "浏览器无法读取它。",
    "too-large": () => "文件超过 64 MB，这是本页训练文件的上限。",
    "not-safetensors": () => "它不是 safetensors 文件，或者文件开头缺失或已损坏。",
    "not-ours": () => "它含有权重，但不是由本页保存的。",
    "version": () => "它由本页的较新版本保存。请重新加载页面后再试。",
    "unknown-model": (model) => `它来自模型“${model}”，本页没有这个模型。`,
    "settings": (key) => `其中“${key}”的值缺失，或不是允许的值。`,
    "tensors": (name) => `它来自另一个模型或另一种网络尺寸：“${name}”缺失或多余。`,
    "shape": (name) => `它来自另一个模型或另一种网络尺寸：“${name}”的形状不对。`,
    "dtype": (name) => `数值应为 32 位浮点数（F32），而“${name}”不是。`,
    "offsets": () => "文件不完整，或各部分与总长度对不上。",
    "not-finite": (name) => `“${name}”中含有不是有限数的值。`,
    "damaged": () => "校验和不符：文件在保存之后被改动或已损坏。",
    "not-card": () => "它的开头像 JSON，但不是本页的训练卡片。",
  },
};
