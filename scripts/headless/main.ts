/** Carries out the command `elbo-room`: `train`, `collect` and `serve`. */
import path from "node:path";
import { ElboError } from "../../src/core/errors";
import { executed } from "../../src/subject/models/executed";
import { makeModelsWith } from "../../src/subject/models/programs";
import { PythonProblem } from "../../src/torchSubset/python/problem";
import { collect } from "./collect";
import { printed, printedDefect } from "./printed";
import { EXIT, Refusal } from "./refusal";
import { serve } from "./serve";
import { train } from "./train";

const USAGE = `Usage:
  elbo-room train LINK --out FILE.safetensors [--steps N | --epochs N] [--seed N] [--threads N]
                       [--card] [--measure IDS] [--resume] [--quiet]
  elbo-room collect FILES… [--out TABLE.csv] [--measure IDS]
  elbo-room serve [--port N]
docs/headless.md describes the options.`;

/** Returns the exit code. `folder`: paths are relative to it. */
export async function main([command, ...options]: readonly string[], folder: string): Promise<number> {
  makeModelsWith(executed);
  try {
    switch (options.includes("--help") ? "--help" : command) {
      case "train": return await train(options, folder);
      case "collect": return await collect(options, folder);
      case "serve": return await serve(options, path.resolve("dist")); // the project's folder is the current one
      case "--help": case undefined:
        console.log(USAGE);
        return command === undefined ? EXIT.refused : EXIT.done;
      default:
        console.error(`${printed(`There is no command ${command}.`)}\n${USAGE}`);
        return EXIT.refused;
    }
  } catch (error) {
    const isExpected = error instanceof Refusal || error instanceof PythonProblem || (error instanceof ElboError && error.code !== "internal");
    console.error(isExpected ? printed(error.message) : printedDefect(error));
    return error instanceof Refusal ? error.exitCode : isExpected ? EXIT.refused : EXIT.failed;
  }
}
