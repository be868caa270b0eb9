import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  title: "训练会带来什么",
  loading: "正在加载一次完整训练的地图…",
  failed: "未能加载完整训练的地图。这里显示的是你自己的模型的地图，它尚未训练。",
  about: (step) => `这张地图来自同一预设的一次完整训练，共 ${step} 步。按“训练”，从第 0 步开始你自己的训练：它的地图、样本和损失会出现在这里。`,
};
