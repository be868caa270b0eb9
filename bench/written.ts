/** Measures how fast a reader's program trains: the program that the page shows of its VAE beside the VAE itself, in turns. */
import path from "node:path";
import { deflateRawSync } from "node:zlib";
import { runnerImport } from "vite";
import { freshPage, openRoom, root, trainInPage, type Lab } from "./lab";
import { median, round, spread, type Report } from "./report";

const KINDS = ["model", "program"] as const;
type Kind = (typeof KINDS)[number];
/** By this step the first pictures are drawn and the prefetched scripts are loaded. */
const BEFORE = 300;
const STEPS = 300;
const ROUNDS = 7;
/** The speed to reach, in percent of the model's. */
const MIN_PERCENT = 95;

/** Trains `vae` on WASM as a model and as a program and compares milliseconds per step. */
export async function written(lab: Lab, { rounds = ROUNDS }: { readonly rounds?: number | undefined }): Promise<Report> {
  const { module } = await runnerImport<{ vaeProgram(): string }>(path.join(root, "bench/vaeProgram.ts"), { configFile: false, root, logLevel: "error" });
  const packed = deflateRawSync(module.vaeProgram(), { level: 9 }).toString("base64url");
  const links: Readonly<Record<Kind, string>> = { model: "model=vae&backend=wasm&room=lab", program: `program=${packed}&backend=wasm&room=lab` };
  const browser = await lab.launch();
  const figures: Record<Kind, number[]> = { model: [], program: [] };
  try {
    for (let turn = 0; turn < rounds; turn++) {
      for (const kind of turn % 2 === 0 ? KINDS : KINDS.toReversed()) {
        const page = await freshPage(browser, {}, lab.threads);
        await openRoom(page, lab.address, links[kind]);
        await trainInPage(page, BEFORE);
        figures[kind].push(await trainInPage(page, STEPS) / STEPS);
        await page.context().close();
      }
      console.log(`  round ${turn + 1} of ${rounds}: ${round(figures.model.at(-1)!)} ms/step as a model, ${round(figures.program.at(-1)!)} as a program`);
    }
  } finally {
    await browser.close();
  }
  const shares = figures.model.map((ms, turn) => (100 * ms) / figures.program[turn]!);
  return {
    tables: [{
      title: `vae on WASM through the page, ${lab.threads} thread(s): ms/step of ${STEPS} steps; median (smallest–largest) of ${rounds} rounds`,
      columns: ["as a model", "as a program", "the program runs at, %"],
      rows: [[spread(figures.model), spread(figures.program), spread(shares)]],
    }],
    targets: [{ what: "the program of the VAE trains at this share of the VAE's speed", unit: "%", value: median(shares), expected: { atLeast: MIN_PERCENT } }],
    figures,
  };
}
