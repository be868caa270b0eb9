import type { Translation } from "../../../core/translation";
import type { comparison as en } from "../en/comparison";

export const comparison: Translation<typeof en> = {
  open: "对比两次训练…",
  about: "在旁边再训练一次，只有一处不同",
  title: "两次训练",
  end: "结束",
  cancel: "取消",
  referenceProgram: "对照程序",
  run: (run, name) => `${run}：${name}`,
  broken: "已发散：损失不再是有限的数",
  curve: "A 实线，B 虚线",
  otherDefinition: (losses: string) => `B 中定义不同的损失：${losses}。`,
};
