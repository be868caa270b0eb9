/** The features' commands, in a script that the list of commands fetches. */
import type { Commands } from "../ui/context";

/** What creates the commands of each feature, from `FEATURE/commands.ts`. */
export const commands: readonly Commands[] = Object.values(import.meta.glob<Commands>("./*/commands.ts", { eager: true, import: "commands" }));
