import { checkpoint } from "./checkpoint";
import { completion } from "./completion";
import { glossary } from "./glossary";
import { instruments } from "./instruments";
import { looking } from "./looking";
import { machine } from "./machine";
import { measurements } from "./measurements";
import { models } from "./models";
import { notices } from "./notices";
import { earlierPresets, presets } from "./presets";
import { settings } from "./settings";
import { shell } from "./shell";

export const en = {
  checkpoint, shell, looking, completion, machine, measurements, models, notices, settings, instruments, glossary, presets, earlierPresets,
};
