/** Has a worker describe the programs that readers write: the page's thread executes none, so that no program can make it wait. */
import { millis } from "../../core/run/ids";
import { Turns } from "../../core/turns";
import { describedModel, type Describe } from "../../subject/models/described";
import type { MakeModel } from "../../subject/models/programs";
import type { DescriptionRequest } from "../../torchSubset/description";
import type { ProgramCommands } from "../../torchSubset/program/commands";
import { CallTimeout, connect, type Rpc, type WorkerPort } from "../../engine/worker/rpc";

/** The feature whose worker executes programs. */
const WORKER = "code";

/** The interpreter refuses a program earlier (`python/timeLimit.ts`); this ends a worker that does not answer for another reason. */
const LONGEST = millis(40_000);
/** The worker's script has loaded after this time, also on a slow network. */
const LONGEST_TO_LOAD = millis(60_000);

export interface DescribingParts {
  readonly spawn: (name: string) => WorkerPort;
  /** Resolves when a worker can be started. */
  readonly workersCanLoad: () => Promise<void>;
  /** More is known of a program that may be displayed. */
  readonly onChange: () => void;
}

/** Returns what makes the page's models of programs. A worker starts with the first one and describes them one after the other. */
export function createDescribing({ spawn, workersCanLoad, onChange }: DescribingParts) {
  let worker: Rpc<ProgramCommands> | null = null;
  const turns = new Turns();
  async function loaded(): Promise<Rpc<ProgramCommands>> {
    if (worker && !worker.ended) return worker;
    await workersCanLoad();
    worker = connect<ProgramCommands>(spawn(WORKER));
    await worker.call("ready", null, { timeout: new CallTimeout(LONGEST_TO_LOAD) });
    return worker;
  }
  async function answerTo(request: DescriptionRequest): Promise<unknown> {
    const of = await loaded();
    try {
      return await of.call("describe", request, { timeout: new CallTimeout(LONGEST) });
    } catch (error) {
      if (error instanceof CallTimeout) return { kind: "refused", reason: `The program was not read within ${LONGEST / 1000} seconds.`, isLate: true };
      throw error;
    }
  }
  const describe: Describe = (request) => turns.add(() => answerTo(request));
  const makeModel: MakeModel = (source) => describedModel(source, describe, onChange);
  return { makeModel, dispose: () => worker?.end() };
}
