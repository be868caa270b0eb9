import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { talkTexts } from "./texts";

const parts = () => import("./Stage");
const OPTIONS = { quiet: true, texts: talkTexts };

export const slots: Slots = {
  dialogs: later(async () => (await parts()).Stage, OPTIONS),
  firstTools: later(async () => (await parts()).TalkButton, OPTIONS),
  keyList: later(async () => (await parts()).TalkKeys, OPTIONS),
  ownData: later(async () => (await import("./OwnRecordings")).OwnRecordings, OPTIONS),
};
