import type { Translation } from "../translation";
import type { notices as en } from "../en/notices";

export const notices: Translation<typeof en> = {
  name: "通知",
  dismiss: "关闭",
  dismissAll: "全部关闭",
  more: (count) => `另有 ${count} 条`,
  adjusted: (key, written, used) => `链接要求 ${key} = ${written}，实际使用 ${used}。`,
  unknownKey: (key) => `链接中的“${key}”无法识别，已忽略。`,
  unknownModel: (written, used) => `没有名为“${written}”的模型，现在打开的是 ${used}。`,
  unknownPreset: (written) => `没有名为“${written}”的预设，现在打开的是第一个预设。`,
  unknownPresetVersion: (written, used) => `没有预设版本 ${written}，现在打开的是 ${used}。`,
  linkTooLong: (characters) => `链接长达 ${characters} 个字符，不像是本页的链接，已忽略。`,
  moreAdjusted: (n) => `链接中另有 ${n} 处已忽略。`,
  fellBack: (from, to) => `${from} 在这里无法运行，改用 ${to} 继续。`,
  workerRestarted: (step) => `计算曾经中断，已从第 ${step} 步继续。`,
  copied: "链接已复制。",
  failure: {
    "data-unreachable": { title: "图像没有送达", body: "无法加载 MNIST 文件。设备是否已联网？" },
    "data-damaged": { title: "图像已损坏", body: "有文件与校验和不符，因此不予使用。重新加载通常可以解决。" },
    "backend-unavailable": { title: "无法在此计算", body: "所选后端在此浏览器中无法启动，可以换一个试试。" },
    "backend-lost": { title: "图形处理器已断开", body: "浏览器或系统收回了它。请重新开始，或选择其他后端。" },
    "loss-not-finite": {
      title: "损失不再是有效数字",
      body: "某一步迈得太大，权重失控。最后一组正常的权重已保留。调小学习率通常有效。",
    },
    "unknown-model": { title: "没有这个模型", body: "本页没有所要的模型。" },
    "bad-latent": { title: "隐空间位置有误", body: "给出的数值个数与隐空间的维数不符。" },
    "bad-snapshot": { title: "保存的权重不匹配", body: "它们属于另一个模型或另一种尺寸。训练必须重新开始。" },
    superseded: { title: "已打开其他实验", body: "较新的实验取代了这一个。" },
    "worker-lost": { title: "计算已停止", body: "负责计算的部分多次中断。可以从第 0 步重新开始。" },
    "no-such-measurement": { title: "没有可测的指标", body: "这个模型没有这项测量。" },
    "bad-setting": { title: "无法这样测量", body: "测量的某项设置不是整数，或超出了允许的范围。没有进行测量。" },
    "judge-damaged": { title: "评判器文件已损坏", body: "用来评判样本的分类器文件与校验和不符，因此不予使用。训练不受影响。" },
    "empty-drawing": {
      title: "还没有画",
      body: "画板上还是空的。请画一个数字。",
    },
    "nothing-visible": {
      title: "什么都看不见",
      body: "所有像素都被擦掉了，没有任何依据可以补全。请恢复一部分。",
    },
    internal: { title: "页面内部错误", body: "这本不该发生。重新开始也许有用。" },
  },
  actions: {
    retry: "重试",
    reset: "重新开始",
    slower: (rate) => `以学习率 ${rate} 继续`,
    chooseBackend: "选择后端",
    firstModel: "打开 VAE",
  },
  details: "详情",
};
