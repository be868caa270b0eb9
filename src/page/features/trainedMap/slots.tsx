import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { trainedMapTexts } from "./texts";
import "./trainedMap.css";

export const slots: Slots = {
  trainedMap: later(async () => (await import("./TrainedMap")).TrainedMap, { texts: trainedMapTexts }),
};
