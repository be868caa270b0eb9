/** The worker that checks a program while its reader writes it, so that no program makes the page wait. */
import { checkProgram, type CheckCommands } from "../../program/check";
import { serve as serveCommands } from "../../worker/rpc";

export function serve(): void {
  serveCommands<CheckCommands>(() => ({ check: async ({ source }) => checkProgram(source) }));
}
