/** Runs that differ from a preset by one or two settings, many times as large or as small. Measurements decide which are broken, and in which way. */

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

export const CHANGED: readonly ChangedRun[] = [
  ...of("first-vae@1", 300, { lr: [0.003, 0.01, 0.03, 0.1, 0.0001, 0.00001], beta: [3, 10, 30] }, "lr=0.01&beta=10", "lr=0.03&batch=16", "lr=0.1&hidden=16"),
  ...of("twenty-dimensions@1", 300, { lr: [0.003, 0.01, 0.03, 0.1, 0.00003], beta: [3, 10, 40] }, "lr=0.01&beta=3", "lr=0.1&batch=16"),
  ...of("first-gan@1", 600, { lr: [0.0015, 0.005, 0.015, 0.05, 0.00005], discriminatorRate: [3, 10, 20, 0.1] }, "lr=0.005&discriminatorRate=10", "lr=0.02&discriminatorRate=20", "lr=0.05&discriminatorRate=0.1"),
  ...of("first-cgan@1", 600, { lr: [0.0015, 0.005, 0.02, 0.05, 0.00005], discriminatorRate: [3, 10, 20, 0.1] }, "lr=0.005&discriminatorRate=10", "lr=0.02&discriminatorRate=20", "lr=0.05&discriminatorRate=0.1"),
  ...of("spectral-norm@1", 1000, { lr: [0.0006, 0.002, 0.006, 0.02, 0.05, 0.00001], discriminatorRate: [3, 10, 20, 0.1] }, "lr=0.02&discriminatorRate=3", "lr=0.002&discriminatorRate=10"),
  ...of("wasserstein@2", 500, { lr: [0.0015, 0.005, 0.01, 0.00005], clip: [0.1, 0.003, 0.001] }, "lr=0.005&clip=0.1", "lr=0.01&clip=0.1", "lr=0.01&criticSteps=1"),
];

/** The presets themselves, with which changed runs are compared. */
export const UNCHANGED: readonly ChangedRun[] = CHANGED.map(({ preset, at }) => ({ run: preset, preset, at }))
  .filter((one, i, all) => all.findIndex(({ run }) => run === one.run) === i);

export const CHANGED_RESULTS = "docs/data/doctorChanged.json";
