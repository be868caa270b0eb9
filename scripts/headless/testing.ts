/** For tests: the command in a folder of its own, and what it says. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, vi } from "vitest";
import type { RunConfig } from "../../src/core/run/runConfig";
import { encodeCheckpoint } from "../../src/page/state/checkpoint/encode";
import { makeRun } from "../../src/page/state/checkpoint/testing";
import { main } from "./main";

export const TINY = "model=vae&hidden=16&batch=16&latent=2&seed=7";

export function commandInFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "headless-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const messages: string[] = [];
  const printed: string[] = [];
  beforeEach(() => {
    messages.length = printed.length = 0;
    vi.spyOn(console, "error").mockImplementation((text: unknown) => void messages.push(String(text)));
    vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  });
  const file = (name: string) => path.join(folder, name);
  return {
    folder, file,
    /** What was written to stderr and to stdout. */
    messages, printed,
    run: (...args: readonly string[]) => main(args, folder),
    textOf: (name: string) => readFileSync(file(name), "utf8"),
    /** Saves a run at step 10 that was not trained. */
    save(name: string, change: Partial<RunConfig> = {}) {
      const { config, snapshot } = makeRun("vae", { hidden: 16, ...change.hyperparameters }, 10);
      writeFileSync(file(name), Buffer.concat(encodeCheckpoint({ ...config, ...change, hyperparameters: config.hyperparameters }, snapshot, "0.1.0")));
    },
  };
}
