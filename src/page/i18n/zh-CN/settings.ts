import type { Translation } from "../../../core/translation";
import type { settings as en } from "../en/settings";

export const settings: Translation<typeof en> = {
  groups: { vae: "自编码器", gan: "GAN", flow: "流", completion: "补全图像" },
  units: { images: "张", steps: "步", nats: "奈特", dimensions: "维", units: "个", points: { images: "个" } },
};
