import { checkpoint } from "./checkpoint";
import { glossary } from "./glossary";
import { instruments } from "./instruments";
import { notices } from "./notices";
import { presets } from "./presets";
import { settings } from "./settings";
import { shell } from "./shell";

export const en = { checkpoint, shell, notices, settings, instruments, glossary, presets };
