/** Measures what a GPU run's checks of itself cost: the same training with and without checks, in turns. */
import { openBenchPage } from "./benchPage";
import { SOFTWARE_GPU, type Lab } from "./lab";
import type { MeasuringTurn } from "./page/measuring";
import { median, round, spread, type Report } from "./report";

/** Large batches make epochs short and checks frequent. */
const BATCH = 512;
/** Hidden units; few, as an emulated GPU is slow. */
const HIDDEN = 64;
const EPOCHS = 2;
/** Pairs of turns, in the order with, without, without, with, … */
const PAIRS = 3;
/** The share of the time that checks may cost, in percent. */
const MAX_PERCENT = 1;

interface Pair {
  readonly with: MeasuringTurn;
  readonly without: MeasuringTurn;
}

const perSecond = ({ steps, ms }: MeasuringTurn): number => (1000 * steps) / ms;
/** The number of checks after the first, which is made before the clock starts. */
const later = ({ checked }: MeasuringTurn): number => checked.length - 1;

/** Trains `vae` on WebGPU with and without checks and compares steps per second. */
export async function checking(lab: Lab): Promise<Report> {
  const browser = await lab.launch(...(lab.gpu ? [] : SOFTWARE_GPU["webgpu"]!));
  const bench = await openBenchPage(browser);
  const turn = (on: boolean) => bench.page.evaluate((request) => window.bench.measuring(request), {
    model: "vae" as const, backend: "webgpu" as const, batch: BATCH, ...(lab.gpu ? {} : { hidden: HIDDEN }), epochs: EPOCHS,
    measuring: false, checking: on,
  });
  const pairs: Pair[] = [];
  try {
    for (let i = 0; i < PAIRS; i++) {
      const first = await turn(i % 2 === 0);
      const second = await turn(i % 2 !== 0);
      const pair = i % 2 === 0 ? { with: first, without: second } : { with: second, without: first };
      pairs.push(pair);
      console.log(`  pair ${i + 1} of ${PAIRS}: ${round(perSecond(pair.with))} steps/s with, ${round(perSecond(pair.without))} without, `
        + `${round(pair.with.checks)} ms for ${later(pair.with)} checks, ${pair.with.checked.map(({ verdict }) => verdict).join(", ")}`);
    }
  } finally {
    await bench.close();
    await browser.close();
  }
  const slower = pairs.map(({ with: a, without: b }) => 100 * (1 - perSecond(a) / perSecond(b)));
  const share = pairs.map(({ with: { checks, ms } }) => (100 * checks) / ms);
  const each = pairs.filter((pair) => later(pair.with) > 0).map((pair) => pair.with.checks / later(pair.with));
  const stepMs = median(pairs.map((pair) => pair.without.ms / pair.without.steps));
  const first = pairs.map((pair) => pair.with.firstCheck! / stepMs);
  return {
    tables: [{
      title: `vae, ${EPOCHS} epochs on WebGPU at batch ${BATCH}, ${PAIRS} times with and without checks, in turns; median (smallest–largest)`,
      columns: ["steps/s with", "without", "slower, %", "checks", "ms each", "in steps", "the first, in steps", "share of the time, %"],
      rows: [[
        spread(pairs.map((pair) => perSecond(pair.with))), spread(pairs.map((pair) => perSecond(pair.without))), spread(slower),
        spread(pairs.map((pair) => later(pair.with))), spread(each),
        spread(each.map((ms) => ms / stepMs)), spread(first), spread(share),
      ]],
    }],
    targets: [
      { what: "slower by", value: median(slower), unit: "%", expected: { atMost: MAX_PERCENT } },
      { what: "share of the time that checks held up training, at most", value: Math.max(...share), unit: "%", expected: { atMost: MAX_PERCENT } },
    ],
    figures: pairs,
  };
}
