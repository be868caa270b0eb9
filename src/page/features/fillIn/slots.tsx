import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { fillInTexts } from "./texts";
import "./fillIn.css";

export const slots: Slots = {
  "fill-in": later(async () => (await import("./FillIn")).FillIn, { texts: fillInTexts }),
};
