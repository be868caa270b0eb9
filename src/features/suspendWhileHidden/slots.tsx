import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { suspendTexts } from "./texts";

export const slots: Slots = {
  backendChoices: later(async () => (await import("./SuspendChoice")).SuspendChoice, { texts: suspendTexts }),
};
