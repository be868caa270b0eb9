/** Collects the features' exports by the names of their files. */
import type { Commands } from "../ui/context";
import type { CreateActions } from "../state/pageParts";
import type { Slots } from "../ui/kit/slots";

/** Components by place, from `FEATURE/slots.tsx`. */
export const slots: readonly Slots[] = Object.values(import.meta.glob<Slots>("./*/slots.tsx", { eager: true, import: "slots" }));

/** Code that starts with the session, from `FEATURE/start.ts`. */
export const starts: readonly CreateActions<object>[] =
  Object.values(import.meta.glob<CreateActions<object>>("./*/start.ts", { eager: true, import: "start" }));

/** Fetches what creates the features' commands. */
export const commands = async (): Promise<readonly Commands[]> => (await import("./commandFiles")).commands;
