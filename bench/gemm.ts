/** Measures the compiler's matrix products on WASM as a share of the processor's peak. */
import { openBenchPage } from "./benchPage";
import type { Lab } from "./lab";
import type { GemmRound } from "./page/gemm";
import { highest } from "./page/peakLoop";
import { quartiles, type Report } from "./report";
import type { StepsOptions } from "./steps";

const ROUNDS = 10;

/** Runs the rounds of products and returns GFLOP/s. */
export async function gemm(lab: Lab, { rounds: count = ROUNDS }: Pick<StepsOptions, "rounds">): Promise<Report> {
  const browser = await lab.launch();
  const bench = await openBenchPage(browser);
  const rounds: GemmRound[] = [];
  try {
    for (let i = 0; i < count; i++) rounds.push(await bench.page.evaluate(() => window.bench.gemm()));
  } finally {
    await bench.close();
    await browser.close();
  }
  const rows = rounds[0]!.products.map(({ name }, i) => {
    const turns = rounds.map(({ peak, products }) => ({ peak: highest(peak), ...products[i]! }));
    const best = ({ mulAdd, relaxed }: (typeof turns)[number]) => Math.max(mulAdd, relaxed ?? 0);
    return {
      name, mulAdd: turns.map(({ mulAdd }) => mulAdd), relaxed: turns.flatMap(({ relaxed }) => relaxed ?? []),
      share: turns.map((turn) => (100 * best(turn)) / turn.peak),
    };
  });
  return {
    tables: [{
      title: "GFLOP/s, packing included: median (quartiles) of the rounds",
      columns: ["product", "mul + add", "relaxed madd", "% of the peak"],
      rows: [
        ["in registers alone: the peak", quartiles(rounds.map(({ peak }) => peak.mulAdd)),
          quartiles(rounds.flatMap(({ peak }) => peak.relaxed ?? [])), "100"],
        ...rows.map(({ name, mulAdd, relaxed, share }) => [name, quartiles(mulAdd), quartiles(relaxed), quartiles(share)]),
      ],
    }],
    targets: [],
    figures: { rounds },
  };
}
