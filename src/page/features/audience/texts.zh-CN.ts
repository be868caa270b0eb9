/** 听众如何参与。 */
import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  code: {
    name: (address) => `${address} 的二维码`,
    about: "打开同一个实验和同样的设置，不进入讲课模式。按 Q 或 Esc 关闭。",
    tooLong: (bytes, most) =>
      `此链接有 ${bytes} 字节，而最后一排能扫出的二维码最多容纳 ${most} 字节。手绘图形和遮住的像素占了大部分：请去掉它们，或用“复制链接”分享。`,
    file: "此页面是以文件方式打开的。别人无法打开它的地址，因此没有二维码。请直接分发文件。",
  },
  question: {
    name: "向听众提出的问题",
    hands: (answer) => `“${answer}”的票数`,
    counted: (answer, hands) => `${answer}：${hands}`,
    keys: "1 – 4：加一票；按住 Shift 则减一票。Page Down：开始训练，看结果。A：回到各面板。",
    keysOpen: "Page Down：开始训练，看结果。A：回到各面板。",
    write: "修改问题",
    reveal: "开始训练，看结果",
    tally: "听众的票数",
  },
  keys: {
    linkCode: "把链接显示成二维码，供听众扫描",
    ask: "向听众提问",
    writeQuestion: "编写问题",
    hands: "为该答案加一票；按住 Shift 减一票",
  },
  form: {
    text: "问题",
    answers: "答案（两到四个，也可以没有）",
    answer: (k) => `答案 ${k}`,
    about: "问题和答案会写入链接。票数只在此页面上统计，关闭页面后即消失。",
    ask: "提问",
    remove: "删除问题",
  },
};
