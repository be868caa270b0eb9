/** Measures what measurements after each epoch, and after each change of β, cost: the same training with and without them, in turns. */
import { openBenchPage } from "./benchPage";
import type { Lab } from "./lab";
import type { MeasuredModel, MeasuringTurn } from "./page/measuring";
import { median, round, spread, type Report } from "./report";

interface Case {
  readonly title: string;
  readonly model: MeasuredModel;
  /** Milliseconds between two changes of β. */
  readonly changesEvery?: number;
}

const CASES: readonly Case[] = [
  { title: "vae", model: "vae" }, { title: "cgan", model: "cgan" }, { title: "vae, β changed every second", model: "vae", changesEvery: 1000 },
];
/** The largest batch, so that epochs are shortest and measurements most frequent. */
const BATCH = 512;
const EPOCHS = 3;
/** Pairs of turns, in the order with, without, without, with, … */
const PAIRS = 4;
/** Percent of the speed that measurements may cost, without changes and with them. */
const MAX_PERCENT = 5, MAX_PERCENT_CHANGING = 10;

interface Pair {
  readonly with: MeasuringTurn;
  readonly without: MeasuringTurn;
}

const perSecond = ({ steps, ms }: MeasuringTurn): number => (1000 * steps) / ms;
const measuringShare = ({ measurements, ms }: MeasuringTurn): number => (100 * measurements) / ms;

/** Trains on WASM with and without measurements and compares steps per second. */
export async function measuring(lab: Lab): Promise<Report> {
  const browser = await lab.launch();
  const bench = await openBenchPage(browser);
  const turn = ({ title: _, ...one }: Case, on: boolean) => bench.page.evaluate(
    (request) => window.bench.measuring(request), { ...one, backend: "wasm" as const, batch: BATCH, epochs: EPOCHS, measuring: on, checking: false },
  );
  const figures: (Case & { readonly pairs: Pair[] })[] = [];
  try {
    for (const one of CASES) {
      const pairs: Pair[] = [];
      for (let i = 0; i < PAIRS; i++) {
        const first = await turn(one, i % 2 === 0);
        const second = await turn(one, i % 2 !== 0);
        const pair = i % 2 === 0 ? { with: first, without: second } : { with: second, without: first };
        pairs.push(pair);
        console.log(`  ${one.title}, pair ${i + 1} of ${PAIRS}: ${round(perSecond(pair.with))} steps/s with, `
          + `${round(perSecond(pair.without))} without, ${round(measuringShare(pair.with))} % of the time measuring`);
      }
      figures.push({ ...one, pairs });
    }
  } finally {
    await bench.close();
    await browser.close();
  }
  const slower = ({ with: a, without: b }: Pair) => 100 * (1 - perSecond(a) / perSecond(b));
  const percent = (part: "measurements" | "pictures", turns: readonly MeasuringTurn[]) =>
    `${round(median(turns.map((one) => (100 * one[part]) / one.ms)))} %`;
  return {
    tables: [{
      title: `${EPOCHS} epochs on WASM at batch ${BATCH}, ${PAIRS} times with and without measurements after each epoch, in turns; `
        + "median (smallest–largest)",
      columns: ["model", "steps/s with", "without", "slower, %", "time measuring", "pictures", "pictures without", "results"],
      rows: figures.map(({ title, pairs }) => [
        title, spread(pairs.map((pair) => perSecond(pair.with))), spread(pairs.map((pair) => perSecond(pair.without))),
        spread(pairs.map(slower)), percent("measurements", pairs.map((pair) => pair.with)),
        percent("pictures", pairs.map((pair) => pair.with)), percent("pictures", pairs.map((pair) => pair.without)),
        String(median(pairs.map((pair) => pair.with.results.length))),
      ]),
    }],
    targets: figures.flatMap(({ title, changesEvery, pairs }) => {
      const atMost = changesEvery === undefined ? MAX_PERCENT : MAX_PERCENT_CHANGING;
      return [
        { what: `${title}: slower by`, value: median(pairs.map(slower)), unit: "%", expected: { atMost } },
        {
          what: `${title}: share of the time that measuring took, at most`, unit: "%", expected: { atMost },
          value: Math.max(...pairs.map((pair) => measuringShare(pair.with))),
        },
      ];
    }),
    figures,
  };
}
