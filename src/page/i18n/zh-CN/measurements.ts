import type { Translation } from "../../../core/translation";
import { zhCN as classHistogram } from "../../../subject/measurements/class-histogram/beside.zh-CN";
import { zhCN as codes } from "../../../subject/measurements/codes/beside.zh-CN";
import { zhCN as testError } from "../../../subject/measurements/test-error/beside.zh-CN";
import type { measurements as en } from "../en/measurements";

export const measurements: Translation<typeof en> = {
  open: "测量",
  title: "测量",
  outdated: (step) => `第 ${step} 步`,
  outdatedTitle: "这个值是在训练的另一状态下测得的。",
  beside: { codes, "test-error": testError, "class-histogram": classHistogram },
};
