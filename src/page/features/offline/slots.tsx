import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { offlineTexts } from "./texts";

const parts = () => import("./OfflineButton");
const OPTIONS = { quiet: true, texts: offlineTexts };

export const slots: Slots = {
  // Its script is fetched when the page is idle, and starts storing files then.
  keys: later(async () => (await parts()).OfflineButton, OPTIONS),
  tools: later(async () => (await parts()).NewVersionButton, OPTIONS),
  dialogs: later(async () => (await parts()).OfflineDialog, OPTIONS),
};
