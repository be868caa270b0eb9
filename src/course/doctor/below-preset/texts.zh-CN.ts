import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "不如预设",
  question: "未改动的预设在这一步或更早时就要好得多。你认为差别来自哪里？",
  options: {
    a: "随机波动：换一个种子也会相差这么多",
    b: "某项改动过的设置",
    c: "预设是用其他图像训练的",
  },
  about: "在这一步或更早时，未改动的预设的下界要好得多，或清晰数字的样本要多得多。预设换其他种子时，差别小得多。因此首先应怀疑与预设不同的设置。学得慢的训练以后仍可能赶上。",
  fixes: {},
};
