import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  untrained: "链接包含编辑器里还没有训练的程序。打开链接后，编辑器里就是这个程序。",
  lacksProgram: "编辑器里的程序太长，链接容纳不下。这个链接打开的实验不包含它。",
  about: "链接包含模型或预设、各项设置和随机种子，但不含权重。打开后从第 0 步开始；如果这次训练从预训练检查点开始，则从检查点开始。",
  file: "本页是以文件方式打开的，因此链接只能在这台电脑上使用。有同一文件的人可以打开它，再把链接中从 # 开始的部分接到地址末尾。",
  moment: "当前这一刻",
  momentAt: (step) => `链接打开后保持当前视图，并自动训练到第 ${step} 步后停止。`,
  noMoment: "尚未开始训练，链接打开时就是当前这一刻。",
  shows: "当前视图",
  parts: {
    position: "位置与类别",
    looking: "隐空间：视图、平面、范围、图层、所选内容",
    chart: "损失图：刻度与平滑",
    changes: "训练中途改动的设置",
  },
  justPosition: "隐空间中的位置",
  nothing: "无需添加",
  opens: "打开方式",
  present: "讲课模式",
  autostart: "立即开始训练",
  stop: "训练到此步停止",
  stopStep: "停止步数",
  language: "中文界面",
  guesses: "附上我的预测",
  themes: { light: "浅色主题", dark: "深色主题" },
  backend: (name) => `使用 ${name}（若可用）`,
  link: "链接",
  copy: "复制此链接",
  copied: "已复制。",
  copyByHand: "浏览器不允许页面复制，请手动复制文字。",
};
