import type { Translation } from "../../../core/translation";
import type { about as en } from "../en/about";

export const about: Translation<typeof en> = {
  title: "关于本页",
  promise: "ELBO Room 是采用 MIT 许可证的自由软件。你的训练、绘图、文件和文字都留在这个浏览器里，本页不会把它们发送到任何地方。",
  licences: "所用组件的许可证",
};
