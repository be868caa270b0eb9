import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  start: "开始",
  starting: "正在启动…",
  before: "一个小模型在你的浏览器里训练。按下“开始”之前，什么都不计算。",
  picture: (step) => `此模型训练到第 ${step} 步时的样本`,
  lacks: {
    preset: (name) => `ELBO Room 没有预设“${name}”`,
    model: (name) => `ELBO Room 没有模型“${name}”`,
    advice: "没有启动任何计算。网页的作者可以在链接或元素的属性里更正名称。",
  },
  whole: "打开完整页面",
  choice: {
    frame: "要复制的 HTML",
    copyFrame: "复制这段 HTML",
    title: "嵌入",
    forms: { page: "整个页面，放在框架里", element: "选定的面板，用 <elbo-room> 元素", frame: "选定的面板，放在框架里" },
    about: {
      page: "框架显示整个页面，可以直接训练。",
      element: "读者先看到标题、文字和“开始”按钮。元素的高度随内容而变，你的网页可以控制它。",
      frame: "同样的内容放在普通框架里，适合不允许脚本的网页。高度固定。",
    },
    panels: {
      equation: "公式", chart: "损失曲线", samples: "样本", reconstructions: "重建", class: "类别", map: "隐空间",
      settings: "设置", networks: "网络",
    },
    controls: {
      title: "读者可用的控件",
      names: { train: "训练与暂停", step: "单步", reset: "重置", views: "隐空间的各种视图", page: "打开完整页面的链接" },
    },
    settings: {
      title: "读者看到的设置",
      all: "锁定所有设置：读者看得到，但不能改动",
      ways: { free: "可以改动", locked: "锁定", hidden: "不显示" },
    },
    heading: "标题",
    text: "文字",
  },
};
