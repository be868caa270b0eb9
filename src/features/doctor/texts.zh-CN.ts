import { byFolder } from "../../core/folders";
import type { FailureModeTexts } from "../../doctor/texts";
import { zhCN as readings } from "../../i18n/readings.zh-CN";
import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  open: "检查",
  alarm: "可能有问题",
  announced: (name) => `可能有问题：${name}。按“可能有问题”查看详情。`,
  title: "这次训练有问题吗？",
  intro: "训练过程中会检查损失。其他测量在你要求时才运行，训练可以继续。",
  examine: "检查这次训练",
  again: "再检查一次",
  examining: "正在测量……",
  cancel: "取消",
  failed: (reason) => `测量失败，训练没有改变。${reason}`,
  at: (step) => `第 ${step} 步`,
  nothing: "没有发现失效模式。",
  none: "没有适用于这类训练的检查。",
  guess: "你认为呢？",
  skip: "我不知道",
  youSaid: (answer) => `你的回答：${answer}`,
  happened: "解释",
  measured: "依据",
  value: "测得",
  bound: { "at most": (value) => `不超过 ${value} 时算作依据`, "at least": (value) => `不低于 ${value} 时算作依据` },
  fixes: "可能的修复",
  here: "从这一步分叉",
  hereTitle: "从这一步起用另一个值继续训练。按“撤销”可恢复现在的训练。",
  start: "从第 0 步起比较",
  startTitle: "两次训练并排重新开始，只有这项设置不同。",
  changed: "与预设不同的设置：请先试着改回",
  wayBack: "改回并分叉",
  early: (step) => `从第 ${step} 步起可以判断这个运行。`,
  trainTo: (step) => `训练到第 ${step} 步`,
  suspected: "损失支持这一判断。要确定，请检查这次训练。",
  well: "没有发现",
  unknown: "无法判断",
  why: {
    early: (step) => `在第 ${step} 步之前，正常的训练也可能是这样`,
    unmeasured: "尚未测量",
    unclear: (name, value) => `${name}：${value}，太低，无法判断`,
  },
  pair: (name, value) => `${name}：${value}`,
  readings,
  failureModes: byFolder(import.meta.glob<FailureModeTexts>("../../doctor/*/texts.zh-CN.ts", { eager: true, import: "zhCN" })),
};
