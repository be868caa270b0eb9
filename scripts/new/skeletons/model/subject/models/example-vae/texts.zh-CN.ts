import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "示例 VAE",
  about: "待填写：这是什么模型。",
  question: "待填写：读者在这里能回答的问题？",
  hyperparameters: { lambda: { name: "示例权重", about: "编码的大小计多少代价。" } },
  objectives: { "example-objective": "示例，对编码器和解码器最小化" },
  terms: { "example-size": { name: "编码的大小", about: "编码离 0 多远。" } },
  symbols: { "information-weight": { name: "κ", about: "编码的大小计多少代价。" } },
  presets: { "example-preset": { title: "一个示例", about: "示例的预设。它只有一个。", question: "菜单里有它吗？" } },
};
