/** 离线使用。 */
import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  title: "离线使用",
  button: { works: "可离线使用", keeping: "正在保存文件…", other: "离线…", newer: "有新版本" },
  about: "保存在本设备上的内容，下次打开时不需要网络。每个文件在保存时都与公布的哈希值核对，以后每次打开页面再核对一遍。",
  keep: "保存在本设备上",
  parts: {
    page: "页面，含全部模型和计算后端",
    data: "MNIST：60,000 幅训练图像和 10,000 幅测试图像",
    trained: "预训练检查点：部分预设可以从这些权重开始",
  },
  size: (megabytes) => `${megabytes} MB`,
  tally: (kept, files) => `${kept} / ${files} 个文件`,
  phases: {
    waiting: "训练打开之后，页面开始检查文件。",
    unchecked: "无法检查文件。网络恢复时和下次打开时，页面会再试。",
    keeping: (kept, files) => `已保存 ${kept} / ${files} 个文件。`,
    kept: (files) => `可离线使用：${files} 个文件已全部保存。`,
    none: "没有保存任何文件：页面需要网络。",
    unreachable: (kept, files) => `已保存 ${kept} / ${files} 个文件。其余文件没有取到，或与公布的内容不符。网络恢复时和下次打开时，页面会再试。`,
    full: (kept, files) => `已保存 ${kept} / ${files} 个文件，浏览器没有更多空间。请在上面少选一些，或在本设备上腾出空间。`,
  },
  withoutData: "没有 MNIST 时，离线不能训练图像模型，但可以训练点数据的模型。",
  again: "重试",
  newer: "新版本已就绪，下次打开时启用。当前的训练继续使用现在的版本。",
  room: (used, most) => `本站已使用 ${used} MB，浏览器最多提供 ${most} MB。`,
  install: "要像应用一样打开本页，请在浏览器菜单中选择“安装”或“添加到主屏幕”。",
};
