import type { Translation } from "../../../core/translation";
import type { layers as en } from "../en/layers";

export const layers: Translation<typeof en> = {
  code: "编码",
  mean: "μ", deviation: "σ", noise: "ε", position: "z",
  dimension: "维",
  layer: (network, layer, shape, least, most, positive) => `${network}，${layer}：${shape} 个数，从 ${least} 到 ${most}，其中 ${positive} 大于 0`,
  calls: (times) => `${times} 次调用中的最后一次`,
  below: "小于 0",
  above: "大于 0",
};
