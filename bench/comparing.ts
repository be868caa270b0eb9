/** Measures what a second run costs the first one: the same steps through the page, alone and compared, in turns. */
import { freshPage, openRoom, trainInPage, type Lab } from "./lab";
import { median, round, spread, type Report } from "./report";

const ALONE = "model=vae&backend=wasm&room=lab";
const RUNS = { alone: ALONE, compared: `${ALONE}&compare=beta:4` } as const;
type Kind = keyof typeof RUNS;
/** The first part includes what starts with a run: chart, map and codes. */
const PARTS = [["the first 300 steps", 300], ["the 600 after", 600]] as const;
const ROUNDS = 4;
/** The speed that each of two runs should reach, in percent of its speed alone. */
const MIN_PERCENT = 45;

/** Trains `vae` on WASM alone and compared with β = 4; returns milliseconds per step and the share of the speed alone. */
export async function comparing(lab: Lab): Promise<Report> {
  const browser = await lab.launch();
  const figures: Record<Kind, number[][]> = { alone: [], compared: [] };
  try {
    for (let turn = 0; turn < ROUNDS; turn++) {
      const order: readonly Kind[] = turn % 2 === 0 ? ["alone", "compared"] : ["compared", "alone"];
      for (const kind of order) {
        const page = await freshPage(browser, {}, lab.threads);
        await openRoom(page, lab.address, RUNS[kind]);
        const times: number[] = [];
        for (const [, steps] of PARTS) times.push(await trainInPage(page, steps) / steps);
        figures[kind].push(times);
        await page.context().close();
      }
      const [alone, compared] = [figures.alone.at(-1)!, figures.compared.at(-1)!];
      console.log(`  round ${turn + 1} of ${ROUNDS}: ${alone.map(round).join(", ")} ms/step alone, ${compared.map(round).join(", ")} compared`);
    }
  } finally {
    await browser.close();
  }
  const of = (kind: Kind, part: number) => figures[kind].map((times) => times[part]!);
  const shares = (part: number) => of("alone", part).map((ms, turn) => (100 * ms) / of("compared", part)[turn]!);
  return {
    tables: [{
      title: `vae on WASM through the page, ${lab.threads} thread(s) in all: ms/step alone, and compared with β = 4; median (smallest–largest) of ${ROUNDS} rounds`,
      columns: ["", "alone", "compared", "each runs at, %"],
      rows: PARTS.map(([name], part) => [name, spread(of("alone", part)), spread(of("compared", part)), spread(shares(part))]),
    }],
    targets: PARTS.map(([name], part) => (
      { what: `${name}: each of two runs trains at this share of its speed alone`, unit: "%", value: median(shares(part)), expected: { atLeast: MIN_PERCENT } })),
    figures,
  };
}
