/** 快捷键列表。 */
import type { Translation } from "../../../core/translation";
import type { keyList as en } from "../en/keyList";

export const keyList: Translation<typeof en> = {
  space: "训练或暂停",
  step: "训练一步",
  reset: "回到第 0 步",
  begin: (step) => `从预训练的第 ${step} 步开始`,
  digits: "显示该类别",
  arrows: "在隐空间中移动；按住 Shift 则步长更大",
  noise: "换一个 z",
  log: "损失坐标轴：对数或线性",
  enlarge: "先放大问题所问的面板，再放大下一个，最后显示全部；按住 Shift 则放大上一个",
  curves: "图中的主要曲线，或全部曲线",
  theme: "浅色或深色",
  present: "讲课模式",
  fullScreen: "全屏",
  escape: "退出讲课模式",
  undo: "恢复上一次训练",
  help: "显示此列表",
  lecture: "讲课模式下",
  lower: (name) => `${name}：调低或调高`,
  characters: "单个字符的快捷键",
  charactersAbout: "空格、方向键、Page Up、Page Down 和 Esc 始终可用。此浏览器会记住这一选择。",
  clicker: "讲课模式下使用翻页笔",
  next: "向前：训练（预设若有预训练检查点，则从它开始），然后暂停，然后下一个预设",
  previous: "向后：回到第 0 步，然后上一个预设",
  keyNames: {
    space: "空格", arrows: "← → ↑ ↓", digits: "0 – 9", escape: "Esc", undo: "Ctrl Z", next: "Page Down", previous: "Page Up",
  },
};
