import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { takeHomeTexts } from "./texts";

const parts = async () => (await Promise.all([import("./TakeHome"), import("./film/film")]))[0];
const OPTIONS = { quiet: true, texts: takeHomeTexts };

export const slots: Slots = {
  firstTools: later(async () => (await parts()).TakeHome, OPTIONS),
  dialogs: later(async () => (await parts()).TakeHomeDialog, OPTIONS),
};
