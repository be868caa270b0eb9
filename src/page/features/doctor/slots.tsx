import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { doctorTexts } from "./texts";

export const slots: Slots = {
  chart: later(async () => (await import("./Doctor")).Doctor, { texts: doctorTexts }),
};
