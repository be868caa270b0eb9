import type { Translation } from "../translation";
import type { presets as en } from "../en/presets";

export const presets: Translation<typeof en> = {};
