import { byFolder } from "../../core/folders";
import type { IllnessTexts } from "../../doctor/texts";
import { zhCN as readings } from "../../i18n/readings.zh-CN";
import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  open: "检查",
  alarm: "可能有问题",
  announced: (name) => `可能有问题：${name}。“可能有问题”按钮里有更多说明。`,
  title: "这次训练有什么不对吗？",
  intro: "训练时一直在看损失。其余所需的，在你要求时才测量；训练可以继续。",
  examine: "检查这次训练",
  again: "再检查一次",
  examining: "正在测量……",
  cancel: "取消",
  failed: (reason) => `没有测量：${reason}`,
  at: (step) => `第 ${step} 步`,
  nothing: "没有发现什么。",
  none: "没有适用于这类训练的规则。",
  guess: "你怎么看？",
  skip: "我不知道",
  youSaid: (answer) => `你的回答：${answer}`,
  happened: "这样的训练里发生的事",
  measured: "测得的数值",
  value: "测得",
  bound: { "at most": (value) => `不超过 ${value} 时说明有此问题`, "at least": (value) => `不低于 ${value} 时说明有此问题` },
  remedies: "可能有用的办法",
  here: "从这一步分叉",
  hereTitle: "从这一步起用另一个值继续训练；现在的训练会保留，可以撤销",
  start: "从第 0 步起比较",
  startTitle: "两次训练并排重新开始，只有这一处不同",
  suspected: "损失显示有此可能；要确定，还需测量。",
  well: "没有发现",
  unknown: "无法判断",
  why: {
    early: (step) => `在第 ${step} 步之前，正常的训练看起来也可能如此`,
    unmeasured: "尚未测量",
    unclear: (name, value) => `${name}：${value}，太少，无法判断`,
  },
  pair: (name, value) => `${name}：${value}`,
  readings,
  illnesses: byFolder(import.meta.glob<IllnessTexts>("../../doctor/*/texts.zh-CN.ts", { eager: true, import: "zhCN" })),
};
