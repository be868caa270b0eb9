/**
 * The most lines of code that each wing of the project may have; `npm run size` counts them. A number is raised only in the commit that needs
 * the lines, whose message says why. Texts in `texts.*.ts` and `i18n` are not counted.
 */

export interface Wing {
  readonly name: string;
  /** The wing's folders. A file belongs to the first wing that matches it. */
  readonly folders: readonly string[];
  /** The wing has only files of this type. */
  readonly type?: ".css" | ".py";
  readonly code: number;
  /** Tests, and the code that only they use. */
  readonly tests: number;
}

const inSource = (...folders: readonly string[]) => folders.map((folder) => `src/${folder}`);

export const BUDGET: readonly Wing[] = [
  { name: "styles", folders: ["src"], type: ".css", code: 4700, tests: 0 },
  { name: "Python of the page", folders: ["src"], type: ".py", code: 4900, tests: 250 },
  { name: "step-compiler", folders: ["packages/step-compiler"], code: 8200, tests: 4800 },
  { name: "engine", folders: inSource("engine"), code: 9850, tests: 7900 },
  { name: "core, data, metrics, measurements", folders: inSource("core", "subject/data", "subject/metrics", "subject/measurements"), code: 6150, tests: 4250 },
  { name: "models, presets, quality, equations", folders: inSource("subject", "page/equations"), code: 6150, tests: 250 },
  { name: "torchSubset, torch", folders: inSource("torchSubset", "page/torch"), code: 9850, tests: 3150 },
  { name: "course", folders: inSource("course"), code: 2150, tests: 700 },
  { name: "state", folders: inSource("page/state"), code: 2950, tests: 2400 },
  { name: "app", folders: inSource("page/app", "page/worker"), code: 5350, tests: 9150 },
  { name: "ui", folders: inSource("page/ui"), code: 10600, tests: 1850 },
  { name: "features", folders: inSource("page/features"), code: 11900, tests: 3050 },
  { name: "i18n, embed, delivery", folders: inSource("page/i18n", "page/embed", "delivery"), code: 1000, tests: 1250 },
  { name: "scripts, bench", folders: ["scripts", "bench"], code: 14400, tests: 2600 },
  { name: "e2e", folders: ["e2e"], code: 0, tests: 12450 },
];
