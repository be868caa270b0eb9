import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  region: "目标函数的代码",
  close: "关闭代码",
  language: "语言",
  languages: { torch: "PyTorch", page: "本页面" },
  copy: "复制",
  copied: "已复制",
  refused: "浏览器不允许页面复制。请选中文字后手动复制。",
  download: "下载 .py",
  aboutTorch: "程序已填入这次训练的设置。权重、图像和噪声相同时，它的损失和梯度与本页面一致，只差舍入误差。单独运行时，它自己抽取权重和噪声。",
  readsMnist: "它读取 torchvision 提供的 MNIST，而不是你的图像。继续这次训练的程序才读取你的图像。",
  aboutPage: "这是本页面实际运行的代码，摘自源文件。",
  editor: {
    edit: "编辑",
    goOn: "继续编辑",
    title: "你的程序",
    end: "返回清单",
  },
  lines: (name) => `${name}的代码行`,
  text: "程序文本",
  continue: {
    title: "在 PyTorch 中继续这次训练",
    about: "下载训练文件和程序，然后执行下面的命令。程序从保存的那一步接着训练，权重、图像和噪声都与这次训练相同。",
    data: {
      mnist: "FOLDER_OF_MNIST 是存放 MNIST 原始文件 train-images-idx3-ubyte 和 train-labels-idx1-ubyte 的文件夹，压缩（.gz）与否均可。",
      own: "IMAGES.zip 是本页面处理好的你的图像；存放其中文件的文件夹也可以。图像与这次训练所用的不同时，程序会拒绝。",
      points: "数据点由程序自己抽取。",
    },
    more: "程序还能保存可在本页面打开的训练（--save），或用其他设置开始新的训练（--set、--sweep）。用 torchrun 可由多个进程分担一次训练。详见 --help。",
    program: "下载程序",
    notebook: "下载笔记本",
    failed: "程序未能加载，这次训练不受影响。请检查网络连接，然后重试。",
    run: "下载训练文件",
  },
};
