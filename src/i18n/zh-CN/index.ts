import type { en } from "../en";
import type { Translation } from "../translation";
import { checkpoint } from "./checkpoint";
import { glossary } from "./glossary";
import { instruments } from "./instruments";
import { notices } from "./notices";
import { presets } from "./presets";
import { settings } from "./settings";
import { shell } from "./shell";

export const zhCN: Translation<typeof en> = { checkpoint, shell, notices, settings, instruments, glossary, presets };
