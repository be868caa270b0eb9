import type { Translation } from "../translation";
import type { notices as en } from "../en/notices";

export const notices: Translation<typeof en> = {};
