/** Measures, while the page trains, the delay from a move over the map or of a slider, or from the choice of a class, to its picture; and long tasks. */
import type { Lab } from "./lab";
import { boxesOf, emptyLog, mapOf, moveAbout, pressEach, slide, startLog, type DragLog, type Evaluates, type Pace } from "./pointing";
import { quantile, median, round, type Report } from "./report";
import { inChromium, inFirefox, type Surface } from "./surface";

const MOVES: Pace = { moves: 300, everyMs: 10 };
const PRESSES: Pace = { moves: 60, everyMs: 250 };
const BEFORE_MS = 8_000;
/** After each hand training goes on alone for this long: on a GPU a slower pace than before is measured 3 s after the last move. */
const AFTER_MS = 4_000;
/** The measurement begins after this many steps, when compilation is over. */
const FIRST_STEPS = 20;
/** Milliseconds within which 95 % of the pictures should appear. On a GPU that is emulated two steps may take longer. */
const GOOD_MS = { wasm: 50, webgpu: 50, cpu: 80 } as const;
type DragBackend = keyof typeof GOOD_MS;
type Hand = "map" | "slider" | "class";

/** Moves or presses the control of each hand. */
const HANDS: Readonly<Record<Hand, (surface: Surface) => Promise<void>>> = {
  map: async (surface) => moveAbout(surface.pointer, await mapOf(surface), MOVES),
  slider: async (surface) => slide(surface.pointer, (await boxesOf(surface, 'input[type="range"][aria-label="z1"]'))[0]!, MOVES),
  class: async (surface) => pressEach(surface.pointer, await boxesOf(surface, ".class-picker__tile"), PRESSES),
};

interface Experiment {
  readonly model: "vae" | "cgan";
  readonly hands: readonly Hand[];
  /** The link by backend; an emulated GPU gets a small model. */
  readonly links: Readonly<Record<DragBackend, string>>;
}

const EXPERIMENTS: readonly Experiment[] = [
  {
    model: "vae", hands: ["map", "slider"],
    links: { wasm: "preset=first-vae@2&backend=wasm", cpu: "preset=first-vae@2&backend=cpu", webgpu: "model=vae&hidden=32&batch=32&backend=webgpu" },
  },
  {
    model: "cgan", hands: ["class"],
    links: { wasm: "model=cgan&backend=wasm", cpu: "model=cgan&backend=cpu", webgpu: "model=cgan&hidden=32&batch=32&backend=webgpu" },
  },
];
const CASES: readonly (readonly [browser: "Chromium" | "Firefox", backend: DragBackend])[] = [
  ["Chromium", "wasm"], ["Chromium", "webgpu"], ["Chromium", "cpu"], ["Firefox", "wasm"], ["Firefox", "webgpu"],
];

export interface Dragged extends DragLog {
  /** Browser and backend. */
  readonly what: string;
  readonly hand: Hand;
  readonly goodMs: number;
  readonly msPerStep: number;
}

interface Trained {
  readonly what: string;
  readonly model: Experiment["model"];
  readonly seconds: number;
  readonly steps: number;
  readonly longTasks: DragLog["longTasks"];
  readonly lastShown: boolean;
  readonly hands: readonly Omit<Dragged, "what">[];
}

/** Moves over the page in each browser and on each backend and returns delays and long tasks in milliseconds. */
export async function drag(lab: Lab, { backends = ["wasm", "webgpu", "cpu"] }: { readonly backends?: readonly string[] | undefined }): Promise<Report> {
  const trained: Trained[] = [];
  const missing: string[] = [];
  for (const [browser, backend] of CASES) {
    if (!backends.includes(backend) || (lab.threads > 1 && (backend !== "wasm" || browser !== "Chromium"))) continue;
    const what = `${browser}, ${backend}${lab.threads > 1 ? `, ${lab.threads} threads` : ""}`;
    for (const experiment of EXPERIMENTS) {
      try {
        const { surface, quit } = await (browser === "Chromium" ? inChromium(lab, backend) : inFirefox(lab));
        try {
          trained.push({ what, model: experiment.model, ...(await dragOn(surface, experiment, backend)) });
        } finally {
          await quit();
        }
      } catch (error) {
        missing.push(`${what}, ${experiment.model}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  const dragged = trained.flatMap(({ what, hands }) => hands.map((one): Dragged => ({ what, ...one })));
  return {
    tables: [
      {
        title: `${MOVES.moves} moves in ${(MOVES.moves * MOVES.everyMs) / 1000} s over the latent map or of a slider while a small VAE trains, ${PRESSES.moves} choices of a class, `
          + `${PRESSES.everyMs} ms apart, while a conditional GAN trains; milliseconds from a move to the end of the frame that paints its picture`,
        columns: ["browser, backend", "hand", "ms/step", "moves seen", "pictures", "median", "95 %", "longest", "in good time"],
        rows: dragged.map((one) => {
          const ms = delaysOf(one);
          return [
            one.what, one.hand, round(one.msPerStep), String(movesSeen(one)), String(ms.length), median(ms), quantile(ms, 0.95), Math.max(...ms),
            `${round(100 * shareWithin(ms, one.goodMs))} % ≤ ${round(one.goodMs)} ms`,
          ];
        }),
      },
      {
        title: "The page's own thread during that training; Firefox does not report long tasks",
        columns: ["browser, backend", "model", "seconds", "steps trained", "tasks over 50 ms", "longest", "last position shown"],
        rows: trained.map(({ what, model, seconds, steps, longTasks, lastShown }) => [
          what, model, round(seconds), String(steps), ...(reportsLongTasks(what) ? [String(longTasks.length), Math.max(0, ...longTasks.map(({ ms }) => ms))] : ["–", "–"]), lastShown ? "yes" : "no",
        ]),
      },
      ...(missing.length > 0 ? [{ title: "Not measured", columns: ["browser, backend, model: reason"], rows: missing.map((line) => [line]) }] : []),
    ],
    targets: [
      ...dragged.map((one) => ({
        what: `${one.what}, ${one.hand}: pictures within ${round(one.goodMs)} ms`, unit: "%",
        value: 100 * shareWithin(delaysOf(one), one.goodMs), expected: { atLeast: 95 },
      })),
      ...trained.flatMap(({ what, model, lastShown, longTasks }) => [
        { what: `${what}, ${model}: last position shown`, unit: "of 1", value: lastShown ? 1 : 0, expected: { atLeast: 1 } },
        ...(reportsLongTasks(what) ? [{ what: `${what}, ${model}: tasks over 50 ms`, unit: "", value: longTasks.length, expected: { atMost: 0 } }] : []),
      ]),
    ],
    figures: dragged,
  };
}

const reportsLongTasks = (what: string) => what.startsWith("Chromium");
export const delaysOf = ({ pictures }: DragLog) => pictures.map(({ ms }) => ms);
/** How many moves of this hand the page has received. */
export const movesSeen = ({ hand, moves, presses }: Dragged) => (hand === "class" ? presses : moves).length;
const shareWithin = (ms: readonly number[], most: number) => ms.filter((one) => one <= most).length / ms.length;

async function dragOn(surface: Surface, { hands, links }: Experiment, backend: DragBackend): Promise<Omit<Trained, "what" | "model">> {
  await surface.open(links[backend]);
  await surface.evaluate(startLog);
  const stepAtStart = await surface.evaluate(async (steps: number) => {
    await window.elboRoom.train({ steps });
    const { step } = await window.elboRoom.info();
    void window.elboRoom.train();
    return step;
  }, FIRST_STEPS);
  const start = performance.now();
  await wait(BEFORE_MS);
  const longTasks = await surface.evaluate(() => [...window.dragLog.longTasks]);
  const dragged: Omit<Dragged, "what">[] = [];
  for (const hand of hands) {
    const msPerStep = await surface.evaluate(async () => (await window.elboRoom.info()).msPerStep ?? NaN);
    await surface.evaluate(emptyLog);
    await HANDS[hand](surface);
    await wait(AFTER_MS);
    const log = await surface.evaluate(() => window.dragLog);
    longTasks.push(...log.longTasks);
    dragged.push({ hand, goodMs: Math.max(GOOD_MS[backend], backend === "webgpu" ? 2 * msPerStep : 0), msPerStep, ...log });
  }
  const seconds = (performance.now() - start) / 1000;
  const { step, z, used } = await surface.evaluate(async () => {
    await window.elboRoom.pause();
    const info = await window.elboRoom.info();
    return { step: info.step, z: [...info.z], used: info.backend };
  });
  if (used !== backend) throw new Error(`the page trained on ${used}`);
  const lastZ = dragged.at(-1)?.pictures.at(-1)?.z ?? [];
  const lastShown = lastZ.join() === z.join() && (await eventuallyShows(surface, z));
  return { seconds, steps: step - stepAtStart, longTasks, lastShown, hands: dragged };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Returns whether the page shows the image decoded at z within seconds. */
async function eventuallyShows(page: Evaluates, z: readonly number[]): Promise<boolean> {
  for (let tries = 0; tries < 10; tries++) {
    if (await canvasShows(page, z)) return true;
    await wait(500);
  }
  return false;
}

/** Returns whether the page shows the image decoded at z now: their pixels correlate, while colours depend on the theme. */
async function canvasShows(page: Evaluates, z: readonly number[]): Promise<boolean> {
  return page.evaluate(async (at: readonly number[]) => {
    const canvas = document.querySelector<HTMLCanvasElement>('[role="img"][aria-label="Decoded image"] canvas')!;
    const expected = Array.from(await window.elboRoom.decode(at));
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, 28, 28);
    const shown = expected.map((_, i) => 255 - data[4 * i]!);
    const centred = (values: number[]) => {
      const middle = values.reduce((a, b) => a + b, 0) / values.length;
      return values.map((value) => value - middle);
    };
    const [a, b] = [centred(expected), centred(shown)];
    const dot = (p: number[], q: number[]) => p.reduce((sum, value, i) => sum + value * q[i]!, 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)) > 0.999;
  }, z);
}
