import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";

const TakeHome = later(async () => {
  const [{ TakeHome: part }] = await Promise.all([import("./TakeHome"), import("./film/film")]);
  return part;
}, { quiet: true });

export const slots: Slots = { firstTools: TakeHome, labTools: () => <TakeHome lab /> };
