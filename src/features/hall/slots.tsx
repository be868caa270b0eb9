import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { Hall } from "./Hall";
import { hallTexts } from "./texts";

const parts = () => import("./index");
const OPTIONS = { quiet: true, texts: hallTexts };

export const slots: Slots = {
  dialogs: Hall,
  foot: later(async () => (await parts()).Tally, OPTIONS),
  lectureKeys: later(async () => (await parts()).HallKeys, OPTIONS),
};
