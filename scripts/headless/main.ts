/** Carries out the command `elbo-room`: `train` and `collect`. */
import { ElboError } from "../../src/core/errors";
import { executed } from "../../src/models/executed";
import { makeModelsWith } from "../../src/models/programs";
import { collect } from "./collect";
import { EXIT, Refusal } from "./refusal";
import { train } from "./train";

const USAGE = `Usage:
  elbo-room train LINK --out FILE.safetensors [--steps N | --epochs N] [--seed N] [--threads N]
                       [--card] [--measure IDS] [--resume] [--quiet]
  elbo-room collect FILES… [--out TABLE.csv] [--measure IDS]
docs/headless.md describes the options.`;

/** Returns the exit code. `folder`: paths are relative to it. */
export async function main([command, ...options]: readonly string[], folder: string): Promise<number> {
  makeModelsWith(executed);
  try {
    switch (options.includes("--help") ? "--help" : command) {
      case "train": return await train(options, folder);
      case "collect": return await collect(options, folder);
      case "--help": case undefined:
        console.log(USAGE);
        return command === undefined ? EXIT.refused : EXIT.done;
      default: throw new Refusal(`There is no command ${command}.\n${USAGE}`);
    }
  } catch (error) {
    const isExpected = error instanceof Refusal || (error instanceof ElboError && error.code !== "internal");
    console.error(isExpected ? error.message : error);
    return error instanceof Refusal ? error.exitCode : isExpected ? EXIT.refused : EXIT.failed;
  }
}
