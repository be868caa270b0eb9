import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { Audience } from "./Audience";
import { audienceTexts } from "./texts";

const parts = () => import("./index");
const OPTIONS = { quiet: true, texts: audienceTexts };

export const slots: Slots = {
  dialogs: Audience,
  question: later(async () => (await parts()).Tally, OPTIONS),
  lectureKeys: later(async () => (await parts()).AudienceKeys, OPTIONS),
};
