import type { en } from "../en";
import type { Translation } from "../translation";
import { glossary } from "./glossary";
import { instruments } from "./instruments";
import { notices } from "./notices";
import { presets } from "./presets";
import { settings } from "./settings";
import { shell } from "./shell";

export const zhCN: Translation<typeof en> = { shell, notices, settings, instruments, glossary, presets };
