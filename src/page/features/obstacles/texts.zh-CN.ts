/** 服务器或代理对页面的限制与改动。 */
import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  says: {
    workers: (directive) => `服务器的策略（${directive}）禁止 Worker，而训练由 Worker 进行，因此这里无法训练。课程和图仍可阅读。`,
    files: (directive) => `服务器的策略（${directive}）不允许页面获取自己的文件，例如 MNIST。点数据的模型不需要文件，可以训练。`,
    webAssembly: (directive) => `服务器的策略（${directive}，缺少 'wasm-unsafe-eval'）禁止 WebAssembly。训练改用其他方式计算，速度较慢，结果同样正确。`,
    scripts: (directive) => `服务器的策略（${directive}）不允许页面加载部分脚本。需要这些脚本的部分无法显示，当前的训练继续进行。`,
    styles: (directive) => `服务器的策略（${directive}）不允许页面加载样式。页面外观不正常，但功能可用。`,
    images: (directive) => `服务器的策略（${directive}，缺少 blob:）禁止页面自己生成的图像。预览和 PNG 文件无法使用，SVG 文件可以保存。`,
    trustedTypes: (directive) => `服务器的策略（${directive}）没有列出 elbo-room，即页面唯一的 Trusted Types 策略。没有它，浏览器会拒绝进行训练的 Worker。`,
    quirks: () => "您与服务器之间有程序改动了页面：在页面首行之前加入了文字。公式和页面的某些部分可能显示不正常，训练不受影响。请绕开该代理或扩展，再打开页面。",
  },
  remedy: "服务器的管理者可以在页面旁的 content-policy.txt 中找到页面所需的策略。",
  between: "",
  title: "服务器的策略禁止此操作",
  noWorkers: {
    title: "这里无法训练",
    old: "此浏览器不支持模块 Worker，无法训练。请使用较新的 Firefox、Chrome、Edge 或 Safari。",
    refused: "此浏览器拒绝启动 Worker，而训练由 Worker 进行。可能是某项设置、扩展或服务器的策略禁止了 Worker。请允许本页面使用 Worker，或用其他浏览器打开。已存的训练仍在此浏览器中。",
  },
};
