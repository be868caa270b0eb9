import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { slowMotionTexts } from "./texts";

export const slots: Slots = {
  slow: later(async () => (await import("./SlowMotion")).SlowMotion, { texts: slowMotionTexts }),
};
