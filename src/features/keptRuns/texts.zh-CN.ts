import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  open: "已存训练",
  openTitle: "保存在这个浏览器里的训练：继续、比较损失或删除",
  title: "已存训练",
  about:
    "训练满两秒后，权重和损失会保存在这个浏览器里。重新加载或崩溃之后，可以继续训练。不会上传任何内容。你命名过的训练会一直保留，直到你自己删除。其余训练只保留步数最多的 20 次，总共不超过 200 MB。",
  none: "还没有已存训练。",
  picture: (name) => `${name}的样本`,
  facts: (step, when, megabytes) => `第 ${step} 步 · ${when} · ${megabytes}\u00a0MB`,
  onShow: "当前",
  goOn: "继续",
  goOnWith: (name, step) => `从第 ${step} 步继续${name}`,
  compare: "比较",
  compareWith: (name, step) => `把${name}（第 ${step} 步）的损失画在当前训练的损失后面`,
  rename: "重命名",
  renameIt: (name, step) => `重命名${name}（第 ${step} 步）`,
  newName: "这次训练的名称",
  notRenamed: "名称没有存下来，可能是浏览器没有空间。这次训练没有改变。请删除一次不再需要的训练，然后重试。",
  remove: "删除",
  removeIt: (name, step) => `删除${name}（第 ${step} 步）`,
  sure: "确定删除？",
  otherTerms: "它的损失项与当前训练不同。",
  unreadable: "无法读取这次训练。",
  newer: (n) => `另有 ${n} 次训练由本页面的较新版本写入。重新加载页面即可看到。`,
  storage: (used, most) => `浏览器允许本页面使用 ${most}\u00a0MB，已用 ${used}\u00a0MB。`,
  storageName: "在这个浏览器里占用的空间",
  persistent: "浏览器不会自行删除这些训练。",
  mayGo: "磁盘快满时，浏览器可能删除这些训练。",
  ask: "请浏览器保留",
  refused: "浏览器没有同意。",
  failed: "这个浏览器不允许本页面保存任何内容。",
  blocked: "浏览器还没有打开存储，可能是另一个标签页里打开着本页面的另一个版本。已存训练是安全的。请关闭本页面的其他标签页，然后重新打开这个列表。",
  newerPage: "本页面的较新版本改变了浏览器里的存储。当前版本不会改动它。重新加载页面即可看到你的训练。",
  offer: {
    same: (step, when) => `你曾把这个实验训练到第 ${step} 步（${when}）。`,
    goOn: "从那里继续",
    returned: (when) => `这是你上次的训练（${when}），停在你离开时的地方。`,
    startNew: "重新开始",
    notKept: {
      full: {
        nothing: "浏览器没有空间保存这次训练，已存训练都不变。请在实验室的“已存训练”里删除不再需要的训练，或用“保存训练”写入文件。",
        upTo: (step) => `浏览器没有空间继续保存这次训练：重新加载会回到第 ${step} 步。请在实验室的“已存训练”里删除不再需要的训练，或用“保存训练”写入文件。`,
      },
      blocked: {
        nothing: "浏览器还没有打开存储，可能是另一个标签页里打开着本页面的另一个版本。关闭其他标签页之前，这次训练不会保存：重新加载会从第 0 步开始。实验室里的“保存训练”可以写入文件。",
        upTo: (step) => `浏览器还没有打开存储，可能是另一个标签页里打开着本页面的另一个版本。关闭其他标签页之前，重新加载会回到第 ${step} 步。实验室里的“保存训练”可以写入文件。`,
      },
      newer: {
        nothing: "本页面的较新版本改变了浏览器里的存储。当前版本不会改动它，也无法保存这次训练。请先用实验室里的“保存训练”写入文件，然后重新加载页面。",
        upTo: (step) => `本页面的较新版本改变了浏览器里的存储。当前版本不会改动它：这次训练只保存到第 ${step} 步。请先用实验室里的“保存训练”写入文件，然后重新加载页面。`,
      },
      refused: {
        nothing: "无法把这次训练保存在浏览器里：重新加载会从第 0 步开始。实验室里的“保存训练”可以写入文件。",
        upTo: (step) => `无法继续保存这次训练：重新加载会回到第 ${step} 步。实验室里的“保存训练”可以写入文件。`,
      },
    },
  },
};
