/** The commands of the worker that executes programs for the page's thread (`src/page/features/code/program.ts`). */
import type { DescriptionRequest } from "../description";
import type { CheckedProgram } from "./check";

export interface ProgramCommands {
  /** Answers once the worker's script has loaded. */
  ready: { params: null; reply: null };
  /** What an editor shows of a program. */
  check: { params: { readonly source: string }; reply: CheckedProgram };
  /** A `Description`, which the page's thread checks. */
  describe: { params: DescriptionRequest; reply: unknown };
}
