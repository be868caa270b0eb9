/** Runs that differ from a preset by one or two settings, many times as large or as small. Measurements decide which are broken, and in which way. */
import type { IntSpec, RealSpec } from "../../../src/core/model/hyperparameters";
import { uniforms } from "../../../src/core/run/philox";
import { findModel } from "../../../src/subject/models/registry";
import { findPreset } from "../../../src/subject/presets";

export interface ChangedRun {
  /** The link of the run, and that of its preset. */
  readonly run: string;
  readonly preset: string;
  readonly at: number;
}

/** Each changed run was trained with this seed, as was the preset that decides whether it is broken. */
export const CHANGED_SEED = 4;
/** The page compares runs with the preset's values of this other seed. */
export const PRESET_SEED = 1;

type Values = readonly number[];

/** Every value of each setting is one run; each text is one run with two changes. */
const of = (preset: string, at: number, settings: Readonly<Record<string, Values>>, ...pairs: readonly string[]): readonly ChangedRun[] => {
  const changes = [...Object.entries(settings).flatMap(([id, values]) => values.map((value) => `${id}=${value}`)), ...pairs];
  return changes.map((change) => ({ run: `preset=${preset}&${change}`, preset: `preset=${preset}`, at }));
};

/** Runs chosen by hand, before and while thresholds were chosen. */
export const CHOSEN: readonly ChangedRun[] = [
  ...of("first-vae@1", 300, { lr: [0.003, 0.01, 0.03, 0.1, 0.0001, 0.00001], beta: [3, 10, 30] }, "lr=0.01&beta=10", "lr=0.03&batch=16", "lr=0.1&hidden=16"),
  ...of("twenty-dimensions@1", 300, { lr: [0.003, 0.01, 0.03, 0.1, 0.00003], beta: [3, 10, 40] }, "lr=0.01&beta=3", "lr=0.1&batch=16"),
  ...of("first-gan@1", 600, { lr: [0.0015, 0.005, 0.015, 0.05, 0.00005], discriminatorRate: [3, 10, 20, 0.1] }, "lr=0.005&discriminatorRate=10", "lr=0.02&discriminatorRate=20", "lr=0.05&discriminatorRate=0.1"),
  ...of("first-cgan@1", 600, { lr: [0.0015, 0.005, 0.02, 0.05, 0.00005], discriminatorRate: [3, 10, 20, 0.1] }, "lr=0.005&discriminatorRate=10", "lr=0.02&discriminatorRate=20", "lr=0.05&discriminatorRate=0.1"),
  ...of("spectral-norm@1", 1000, { lr: [0.0006, 0.002, 0.006, 0.02, 0.05, 0.00001], discriminatorRate: [3, 10, 20, 0.1] }, "lr=0.02&discriminatorRate=3", "lr=0.002&discriminatorRate=10"),
  ...of("wasserstein@2", 500, { lr: [0.0015, 0.005, 0.01, 0.00005], clip: [0.1, 0.003, 0.001] }, "lr=0.005&clip=0.1", "lr=0.01&clip=0.1", "lr=0.01&criticSteps=1"),
  ...of("class-as-a-knob@2", 300, { lr: [0.003, 0.01, 0.03, 0.1, 0.0001], beta: [3, 10, 20] }, "lr=0.01&beta=10", "lr=0.03&batch=16"),
  ...of("disentangle@1", 300, { lr: [0.003, 0.01, 0.03, 0.1, 0.0001], beta: [12, 20] }, "lr=0.01&beta=12", "lr=0.1&hidden=16"),
  ...of("auxiliary-classifier@1", 300, { lr: [0.0015, 0.005, 0.02, 0.00005], discriminatorRate: [10, 0.1] }, "lr=0.02&discriminatorRate=20"),
  ...of("first-cgan@2", 600, { lr: [0.005, 0.05], discriminatorRate: [10, 0.1] }, "lr=0.02&discriminatorRate=20"),
  ...of("first-vae@2", 300, { lr: [0.1], beta: [30] }),
];

/** The presets of runs that are drawn at random, and the step of each. */
const DRAWN_FROM: readonly (readonly [preset: string, at: number])[] = [
  ["first-vae@2", 300], ["twenty-dimensions@2", 300], ["class-as-a-knob@2", 300], ["disentangle@1", 300], ["first-gan@2", 600], ["first-cgan@2", 600],
  ["auxiliary-classifier@1", 300], ["wasserstein@3", 500],
];
const DRAWN_RUNS = 30;
const SEED_OF_DRAWS = 20_261_201;

/** Returns a run of a preset with one or two numbers of its settings 3 to 100 times as large or as small, within their ranges, all drawn at random. */
function drawn(n: number): ChangedRun {
  const draws = [...uniforms({ seed: SEED_OF_DRAWS, purpose: "sample", step: n }, 8)];
  const pick = <T>(all: readonly T[]): T => all[Math.floor(draws.shift()! * all.length)]!;
  const [link, at] = pick(DRAWN_FROM);
  const [name, version] = link.split("@");
  const { model, hyperparameters } = findPreset(name!, Number(version))!;
  const isNumber = (entry: readonly [string, unknown]): entry is [string, IntSpec | RealSpec] => ["int", "real"].includes((entry[1] as { kind: string }).kind);
  const numbers = Object.entries(findModel(model)!.hyperparameters).filter(isNumber).filter(([id, { where }]) => where === undefined && Number(hyperparameters[id]) > 0);
  const change = ([id, { kind, min, max }]: readonly [string, IntSpec | RealSpec]): string => {
    const factor = 3 * (100 / 3) ** draws.shift()!;
    const wished = Number(hyperparameters[id]) * (draws.shift()! < 0.5 ? factor : 1 / factor);
    const value = Math.min(max, Math.max(min, Number(wished.toPrecision(2))));
    return `${id}=${kind === "int" ? Math.round(value) : value}`;
  };
  const isPair = draws.shift()! < 0.5;
  const first = pick(numbers);
  const changes = [change(first), ...(isPair ? [change(pick(numbers.filter((one) => one !== first)))] : [])];
  return { run: `preset=${link}&${changes.join("&")}`, preset: `preset=${link}`, at };
}

/** Runs drawn at random after the rules and thresholds had been chosen. */
export const DRAWN: readonly ChangedRun[] = Array.from({ length: DRAWN_RUNS }, (_, n) => drawn(n));

export const CHANGED: readonly ChangedRun[] = [...CHOSEN, ...DRAWN];

/** The presets themselves, with which changed runs are compared. */
export const UNCHANGED: readonly ChangedRun[] = CHANGED.map(({ preset, at }) => ({ run: preset, preset, at }))
  .filter((one, i, all) => all.findIndex(({ run }) => run === one.run) === i);

export const CHANGED_RESULTS = "docs/data/doctorChanged.json";
