/** The worker that executes programs for the page's thread: for their editor, which checks them while they are written, and for their models' descriptions. */
import { checkProgram } from "../../../torchSubset/program/check";
import { describe } from "../../../torchSubset/program/describe";
import type { ProgramCommands } from "../../../torchSubset/program/commands";
import { serve as serveCommands } from "../../../engine/worker/rpc";

export function serve(): void {
  serveCommands<ProgramCommands>(() => ({
    ready: () => undefined, check: async ({ source }) => checkProgram(source), describe: async (request) => describe(request),
  }));
}
