/** 命令面板。 */
import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  search: "搜索命令",
  hint: "名称、符号或关键词，例如 β",
  none: (query) => `没有与“${query}”匹配的命令。`,
  found: (count) => `命令：${count} 个`,
  open: "按名称查找并打开所有功能",
  groups: {
    actions: "操作", views: "房间与视图", settings: "设置", presets: "预设", models: "模型", lessons: "课程", exercises: "练习", studies: "研究", measurements: "测量",
  },
  actions: {
    begin: "从预训练检查点开始",
    rewind: "回到较早的一步…",
    rewindHint: "或输入“回到 300”",
    rewindTo: (step) => `回到第 ${step} 步`,
    undo: "撤销：恢复上一次训练",
    fullScreen: "全屏",
    log: "损失图：对数坐标",
    keys: "快捷键列表",
    on: "开",
    off: "关",
  },
};
