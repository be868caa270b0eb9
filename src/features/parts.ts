/** What the folders of features have for the page, found by the names of their files. */
import type { CreateActions } from "../state/pageParts";
import type { Slots } from "../ui/kit/slots";

/** `FEATURE/slots.tsx`: what it shows, and where. */
export const slots: readonly Slots[] = Object.values(import.meta.glob<Slots>("./*/slots.tsx", { eager: true, import: "slots" }));

/** `FEATURE/start.ts`: what begins with the session. */
export const starts: readonly CreateActions<object>[] =
  Object.values(import.meta.glob<CreateActions<object>>("./*/start.ts", { eager: true, import: "start" }));
