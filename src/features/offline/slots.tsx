import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { offlineTexts } from "./texts";

export const slots: Slots = {
  // Its script is fetched when the page is idle, and starts storing files then.
  keys: later(async () => (await import("./OfflineButton")).begun(), { quiet: true, texts: offlineTexts }),
};
