/** Collects the features' exports by the names of their files, and what their preferences declare. */
import type { Commands } from "../ui/context";
import type { CreateActions } from "../state/pageParts";
import type { Slots } from "../ui/kit/slots";
import { preferenceSlots, preferenceStarts } from "./preferences";

/** Components by place, from `FEATURE/slots.tsx`, and the check boxes of preferences. */
export const slots: readonly Slots[] = [...Object.values(import.meta.glob<Slots>("./*/slots.tsx", { eager: true, import: "slots" })), ...preferenceSlots];

/** Code that starts with the session, from `FEATURE/start.ts` and preferences. */
export const starts: readonly CreateActions<object>[] =
  [...Object.values(import.meta.glob<CreateActions<object>>("./*/start.ts", { eager: true, import: "start" })), ...preferenceStarts];

/** Fetches what creates the features' commands. */
export const commands = async (): Promise<readonly Commands[]> => (await import("./commandFiles")).commands;
