import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { followTexts } from "./texts";

export const slots: Slots = {
  follow: later(async () => (await import("./Follow")).Follow, { texts: followTexts }),
};
