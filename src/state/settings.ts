/**
 * One table for everything a link can say besides the model's hyperparameters, in the form of
 * `core/hyperparameters.ts`: range, default, whether it may change during a run. Codec, validation and docs derive from it.
 */
import { FOLLOW_PARTS } from "../core/follow";
import { MAX_STEP } from "../core/ids";
import { choice, int, real, type Hyperparameter } from "../core/hyperparameters";
import { BACKENDS, CLASSES, ENGINES, FUSINGS, type BackendWish } from "../core/runConfig";
import type { Language } from "../i18n";
import { LESSON_IDS } from "../lessons/ids";
import { STUDY_IDS } from "../studies/ids";
import { MOST_EXTENT } from "../core/range";
import { BASES } from "./bases";
import { POINT_LEVELS } from "../core/drawing";
import { QUICK_MASKS, TEST_IMAGES } from "./fillIn";
import { INSTRUMENTS } from "./instruments";
import { ENLARGEABLE, ROOMS } from "./rooms";

export interface Setting {
  readonly spec: Hyperparameter;
  /** Several, separated by commas; the spec is of a number of each. */
  readonly list?: true;
}

const LANGUAGES = ["en", "zh-CN"] as const satisfies readonly Language[];
/** Does not compile if a language is missing above. */
type Listed = [Language] extends [(typeof LANGUAGES)[number]] ? Language : never;

const WISHES = ["auto", ...BACKENDS] as const satisfies readonly BackendWish[];

/** Beyond the codes of any encoder, be it one whose codes nothing holds near the prior. */
export const Z_LIMIT = 50;
/** In a link z has three decimals, a twentieth of a pixel on the map. */
const Z_DECIMALS = 3;

/** Where weights of older losses end that a curve still shows; 1 would show the first loss for ever. */
export const MOST_SMOOTHING = 0.99;

/** What the map can show: decoded pictures, codes of test images. */
const LAYERS = ["both", "pictures", "points", "none"] as const;
/** Curves of the loss chart in lecture mode. */
const CURVES = ["first", "all"] as const;
/** No lesson is open, or one of them. */
const LESSONS = ["none", ...LESSON_IDS] as const;
/** No study is open, or one of them. */
const STUDIES = ["none", ...STUDY_IDS] as const;
/** In lecture mode all panels stand side by side, or one of them fills the screen. */
const ENLARGED = ["none", ...ENLARGEABLE] as const;
/** Those that a link can ask for. */
const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const flag = (symbol: string) => choice(["0", "1"], "0", { symbol, live: true });

export const settings = {
  /** Every random number of a run comes from it. */
  seed: { spec: int(0, 2 ** 32 - 1, 1, { symbol: "\\#" }) },
  /** A wish, not an order: what cannot start is replaced aloud. */
  backend: { spec: choice(WISHES, "auto", { symbol: "" }) },
  /** `eager`: steps are not compiled, to compare. */
  engine: { spec: choice(ENGINES, "auto", { symbol: "" }) },
  /** `off`: no fused multiply-add on WASM, to compare across browsers. */
  fma: { spec: choice(FUSINGS, "auto", { symbol: "" }) },
  /** The reader's own images in place of MNIST, by name and hash: see `core/ownData.ts`. */
  own: { spec: choice(["none"], "none", { symbol: "" }) },
  /** Training stops at this step; 0: it does not. */
  stop: { spec: int(0, MAX_STEP, 0, { symbol: "", unit: "steps", live: true }) },
  /** The step on show, once the run has passed it. */
  at: { spec: int(0, MAX_STEP, 0, { symbol: "", unit: "steps", live: true }) },
  /** The run begins with the preset's trained start, which stands at this step; 0: it begins at step 0. */
  begin: { spec: int(0, MAX_STEP, 0, { symbol: "", unit: "steps" }) },
  /** Live settings that change in mid-run, each after so many steps. */
  then: { spec: int(1, MAX_STEP, 1, { symbol: "", unit: "steps" }), list: true },
  /** What differs in a second run beside this one: a setting and its value, or, as the spec has it, the model. See `comparison.ts`. */
  compare: { spec: choice(["model"], "model", { symbol: "" }) },
  /** Training starts as soon as the page is ready. */
  autostart: { spec: flag("") },
  /** "Check this machine" begins as soon as the page is ready. The address keeps it until the experiment changes. */
  check: { spec: flag("") },
  /** Lecture mode. */
  present: { spec: flag("") },
  /** The panel that fills the screen in lecture mode. */
  enlarged: { spec: choice(ENLARGED, "none", { symbol: "", live: true }) },
  /** A question to the hall, and its answers with | between them: any text, see `question.ts`. */
  ask: { spec: choice([""], "", { symbol: "", live: true }) },
  answers: { spec: choice([""], "", { symbol: "", live: true }) },
  /** The page stands in a frame of another page, with chosen panels; `embed.ts` has the keys that go with it. */
  embed: { spec: flag("") },
  /** The room. A link without it opens the Lab, as all did before there were rooms, or Learn where it names a lesson or a study; an empty one leaves it to the reader. */
  room: { spec: choice(ROOMS, "lab", { symbol: "", live: true }) },
  /** The lesson that is open. */
  lesson: { spec: choice(LESSONS, "none", { symbol: "", live: true }) },
  /** The study that is open; of a lesson and a study the lesson. */
  study: { spec: choice(STUDIES, "none", { symbol: "", live: true }) },
  /** The writer's guesses in the lesson or study; the spec is of a drawn value, `guesses.ts` has the rest. In a link by choice. */
  guess: { spec: real(0, 10_000, 0, { symbol: "", live: true }), list: true },
  /** A talk, which `talk/talkFile.ts` writes and reads; the spec is of a step that a moment has reached. It is taken once, and the address goes on without it. */
  talk: { spec: int(0, MAX_STEP, 0, { symbol: "", unit: "steps", live: true }), list: true },
  /** The way of looking at the latent space. */
  view: { spec: choice(INSTRUMENTS, "map", { symbol: "", live: true }) },
  /** The plane on the map; `strongest` is the default in more than two dimensions. */
  plane: { spec: choice(BASES, "dimensions", { symbol: "", live: true }) },
  /** The two dimensions on the map, counted from 1: across, up. */
  axes: { spec: int(1, 128, 1, { symbol: "z", live: true }), list: true },
  /** How far the map reaches to either side, and the coordinates of its middle where that is not 0, 0. */
  range: { spec: real(-MOST_EXTENT, MOST_EXTENT, 3, { symbol: "z", live: true }), list: true },
  /** The classes that stand out on the map. */
  highlight: { spec: int(0, CLASSES - 1, 0, { symbol: "y", live: true }), list: true },
  /** What the map shows. */
  layers: { spec: choice(LAYERS, "both", { symbol: "", live: true }) },
  /** The first row of *Traverse* on show, counted from 1. */
  rows: { spec: int(1, 128, 1, { symbol: "", live: true }) },
  /** Both ends of *Between*; the spec is of a test image's number, `linkPicks.ts` has what else a place can be. */
  between: { spec: int(0, TEST_IMAGES - 1, 0, { symbol: "", live: true }), list: true },
  /** A, B and C of the plane through three, likewise. */
  three: { spec: int(0, TEST_IMAGES - 1, 0, { symbol: "", live: true }), list: true },
  /** *Arithmetic*: a test image, the class taken away, the class put there instead. */
  arithmetic: { spec: int(0, TEST_IMAGES - 1, 0, { symbol: "", live: true }), list: true },
  /** The test image whose hidden part is filled in. */
  image: { spec: int(0, TEST_IMAGES - 1, 0, { symbol: "", live: true }) },
  /** Its hidden part; one that was erased by hand: `linkPicks.ts`. */
  hide: { spec: choice(QUICK_MASKS, "lower-half", { symbol: "", live: true }) },
  /** The reader's own drawing instead of a test image; the spec is of a coordinate. */
  drawing: { spec: int(0, POINT_LEVELS - 1, 0, { symbol: "", live: true }), list: true },
  /** How often other fill-ins were asked for. */
  draw: { spec: int(0, 9999, 0, { symbol: "", live: true }) },
  /** *Follow*: the test image; `here` and `sample12` besides, see `linkView.ts`. */
  follow: { spec: int(0, TEST_IMAGES - 1, 0, { symbol: "", live: true }) },
  /** What of it is on show. */
  part: { spec: choice(FOLLOW_PARTS, "way", { symbol: "", live: true }) },
  /** The loss column by which its batch is sorted; the spec is of its place among the model's. */
  sort: { spec: int(0, 99, 0, { symbol: "", live: true }) },
  /** How often another ε was drawn for it. */
  eps: { spec: int(0, 9999, 0, { symbol: "\\epsilon", live: true }) },
  /** Losses on a logarithmic axis. */
  log: { spec: flag("") },
  smoothing: { spec: real(0, MOST_SMOOTHING, 0.8, { symbol: "", live: true }) },
  curves: { spec: choice(CURVES, "first", { symbol: "", live: true }) },
  /** In a link only by choice; the reader's own otherwise. */
  theme: { spec: choice(THEMES, "system", { symbol: "", live: true }) },
  lang: { spec: choice<Listed>(LANGUAGES, "en", { symbol: "", live: true }) },
  /** The digit asked for, in conditional models. */
  class: { spec: int(0, CLASSES - 1, 3, { symbol: "y", live: true }) },
  /** The point of latent space that is decoded. Its default is `startPosition`. */
  z: { spec: real(-Z_LIMIT, Z_LIMIT, 0, { symbol: "z", unit: "dimensions", live: true }), list: true },
} as const satisfies Record<string, Setting>;

export type SettingId = keyof typeof settings;

/** −0 becomes 0: it is written alike. */
const rounded = (value: number, factor: number) => Math.round(value * factor) / factor || 0;

/** A position as a link can say it, so that the picture on the page is the picture that the link opens. */
export function tidyPosition(z: ArrayLike<number>, latent: number): readonly number[] {
  return Array.from({ length: latent }, (_, i) => {
    const value = z[i] ?? 0;
    return Number.isFinite(value) ? rounded(Math.min(Z_LIMIT, Math.max(-Z_LIMIT, value)), 10 ** Z_DECIMALS) : 0;
  });
}

/** A slider's number with four significant digits, so that a link says it in words a person can read. */
export const tidyNumber = (value: number): number => Number(value.toPrecision(4)) || 0;
