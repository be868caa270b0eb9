import { glossary } from "./glossary";
import { instruments } from "./instruments";
import { notices } from "./notices";
import { presets } from "./presets";
import { settings } from "./settings";
import { shell } from "./shell";

export const en = { shell, notices, settings, instruments, glossary, presets };
