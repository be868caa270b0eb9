import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { takeHomeTexts } from "./texts";

const parts = async () => (await Promise.all([import("./TakeHome"), import("./film/film")]))[0];
const OPTIONS = { quiet: true, texts: takeHomeTexts };
const TakeHome = later(async () => (await parts()).TakeHome, OPTIONS);

export const slots: Slots = { firstTools: TakeHome, labTools: () => <TakeHome lab />, dialogs: later(async () => (await parts()).TakeHomeDialog, OPTIONS) };
