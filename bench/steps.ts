/** Milliseconds of a training step on every backend, beside plain tfjs, in alternating rounds. */
import type { Browser } from "playwright";
import type { Backend } from "../src/core/runConfig";
import { openBenchPage } from "./benchPage";
import { freshPage, openRoom, SOFTWARE_GPU, trainInPage, type Lab } from "./lab";
import type { ContestantModel } from "./page/contestant";
import { mean, median, round, spread, type Report } from "./report";

const MODELS: readonly ContestantModel[] = ["vae", "cgan"];
const LINKS = { vae: "model=vae&latent=20&seed=1", cgan: "model=cgan&seed=1" } as const;

/** Steps in a round, so that a round of the slowest takes a few seconds without a GPU. */
const PLANS: readonly { backend: Backend; steps: number; rounds: number; warmUp: number }[] = [
  { backend: "wasm", steps: 50, rounds: 7, warmUp: 20 },
  { backend: "cpu", steps: 5, rounds: 5, warmUp: 3 },
  { backend: "webgl", steps: 10, rounds: 5, warmUp: 5 },
  { backend: "webgpu", steps: 3, rounds: 3, warmUp: 2 },
];
const WASM_RATIO = 3;

interface Measured {
  readonly backend: Backend;
  readonly model: ContestantModel;
  /** Milliseconds per step, by round. */
  readonly engine: readonly number[];
  readonly plain: readonly number[];
  /** The whole page: with losses on their way to the chart, pictures, and what the page's thread does with them. */
  readonly page: readonly number[];
  readonly losses: { readonly engine: Fall; readonly plain: Fall };
}

/** Loss of the first step, and its mean over the last round. */
interface Fall {
  readonly first: number;
  readonly last: number;
}

const ratioOf = ({ engine, plain }: Measured) => median(plain.map((ms, i) => ms / engine[i]!));

export async function steps(lab: Lab): Promise<Report> {
  const measured: Measured[] = [];
  const failures: string[][] = [];
  for (const plan of PLANS) {
    for (const model of MODELS) {
      const browser = await lab.launch(...(lab.gpu ? [] : SOFTWARE_GPU[plan.backend] ?? []));
      try {
        const one = await race(lab, browser, model, plan);
        const [engine, plain] = [one.engine, one.plain].map((ms) => round(median(ms)));
        console.error(`  ${plan.backend} ${model}: ${engine} against ${plain} ms/step`);
        measured.push(one);
        failures.push(...doubts(one).map((doubt) => [plan.backend, model, doubt]));
      } catch (error) {
        failures.push([plan.backend, model, error instanceof Error ? error.message.split("\n")[0]! : String(error)]);
      } finally {
        await browser.close();
      }
    }
  }
  return {
    tables: [
      {
        title: "ms/step, batch 128: median (least–most) of alternating rounds; "
          + "ratio: median over rounds of plain ÷ engine",
        columns: ["backend", "model", "engine", "plain tfjs", "ratio", "whole page"],
        rows: measured.map((one) => [
          one.backend, one.model, spread(one.engine), spread(one.plain), `${round(ratioOf(one))} ×`, spread(one.page),
        ]),
      },
      {
        title: "Both learn the same: loss of the first step → mean of the last round (−ELBO; the discriminator's loss)",
        columns: ["backend", "model", "engine", "plain tfjs"],
        rows: measured.map(({ backend, model, losses: { engine, plain } }) => [
          backend, model, ...[engine, plain].map(({ first, last }) => `${round(first)} → ${round(last)}`),
        ]),
      },
      ...(failures.length === 0 ? [] : [
        { title: "Not to be trusted", columns: ["backend", "model", "why"], rows: failures },
      ]),
    ],
    targets: measured.filter(({ backend }) => backend === "wasm").map((one) => ({
      what: `WASM, ${one.model}: plain tfjs ÷ engine`, value: ratioOf(one), unit: "×",
      expected: { atLeast: WASM_RATIO },
    })),
    figures: { measured, failures },
  };
}

async function race(
  lab: Lab, browser: Browser, model: ContestantModel, { backend, steps: count, rounds, warmUp }: (typeof PLANS)[number],
): Promise<Measured> {
  const bench = await openBenchPage(browser);
  try {
    const room = await freshPage(browser);
    const { backend: runsOn } = await openRoom(room, lab.address, `${LINKS[model]}&backend=${backend}`);
    if (runsOn !== backend) throw new Error(`the page runs on ${runsOn} instead`);
    const start = (name: "engine" | "plain") =>
      bench.page.evaluate((it) => window.bench.start(...it), [name, backend, model] as const);
    const train = (name: "engine" | "plain", n: number) =>
      bench.page.evaluate((it) => window.bench.train(...it), [name, n] as const);

    await start("engine");
    await start("plain");
    const firstLoss = async (name: "engine" | "plain") => (await train(name, warmUp)).losses[0]!;
    const first = { engine: await firstLoss("engine"), plain: await firstLoss("plain") };
    await trainInPage(room, warmUp);
    const ms = { engine: [] as number[], plain: [] as number[], page: [] as number[] };
    const last = { engine: NaN, plain: NaN };
    for (let i = 0; i < rounds; i++) {
      for (const name of ["engine", "plain"] as const) {
        const { msPerStep, losses } = await train(name, count);
        ms[name].push(msPerStep);
        last[name] = mean(losses);
      }
      ms.page.push((await trainInPage(room, count)) / count);
    }
    return {
      backend, model, ...ms,
      losses: { engine: { first: first.engine, last: last.engine }, plain: { first: first.plain, last: last.plain } },
    };
  } finally {
    await bench.close();
  }
}

/** Two that do not learn alike do not do the same work. */
function doubts({ model, losses: { engine, plain } }: Measured): string[] {
  const falling = [engine, plain].every(({ first, last }) => Number.isFinite(last) && last < first);
  const apart = Math.abs(engine.last / plain.last - 1);
  return [
    ...(falling ? [] : ["a loss does not fall"]),
    ...(model === "vae" && !(apart < 0.1) ? [`losses are ${round(100 * apart)} % apart`] : []),
  ];
}
