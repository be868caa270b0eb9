import type { Translation } from "../translation";
import type { instruments as en } from "../en/instruments";

export const instruments: Translation<typeof en> = {};
