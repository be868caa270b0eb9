import type { Translation } from "../translation";
import type { glossary as en } from "../en/glossary";

export const glossary: Translation<typeof en> = {};
