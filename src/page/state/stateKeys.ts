/**
 * This table gives the initial value of each key of the store, and says whether the address, "Undo", a second run or the opening of another run
 * takes the key into account. The code that does these things reads the table. Preferences that outlast a visit have a table in `ui/preferences/remembered.ts`. Keys and preferences of features are in their slices (`core/slice.ts`).
 */
import { defaultsOf } from "../../core/model/hyperparameters";
import { runId, step } from "../../core/run/ids";
import { coordinatePlane } from "../../core/latent/plane";
import { STANDARD_RANGE } from "../../core/latent/range";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { DEFAULT_PRESET } from "../../subject/presets";
import { freshFillIn } from "./fillIn";
import { freshFollowing } from "./following";
import { standardMap, initialInstrumentSettings, type LinkedMap } from "./instrumentSettings";
import { slices } from "../features/registry";
import { latentSpaceOf, tidyPosition } from "./position";
import type { FeatureKeys, PageState, ViewSlice, WrittenState } from "./store";
import type { LinkCodec, Traits } from "../../core/slice";
import { unknownProcessor } from "./threads";

/** Traits of the page's own keys. A link holds such a value unchanged ("same") or in another form ("other"), by the tables in `link/`. */
type PageTraits<T> = Omit<Traits<T>, "link"> & { readonly link?: "same" | "other" };
type AnyTraits = Omit<Traits<unknown>, "link"> & { readonly link?: LinkCodec<never> | readonly LinkCodec<never>[] | "same" | "other" };

/** How an experiment's losses are shown before anyone has chosen. */
export const STANDARD_CHART: ViewSlice["chart"] = { log: false, smoothing: 0.8, all: false };

/** What a map shows before anyone has chosen. */
export const ALL_LAYERS: ViewSlice["layers"] = { pictures: true, points: true };

/** Returns a latent position, the map through it, and the initial settings of the other instruments. Until a plane is found, the map shows two dimensions. */
export function startAt(
  config: RunConfig, z: readonly number[], { basis, axes, range }: LinkedMap = standardMap(z.length),
): Pick<ViewSlice, "z" | "plane" | "basis" | "ranged" | "instrumentSettings"> {
  return {
    z, plane: coordinatePlane(axes, z, range ?? STANDARD_RANGE), ranged: range !== null,
    basis: basis === "dimensions" ? { kind: basis, axes } : { kind: basis, found: null },
    instrumentSettings: initialInstrumentSettings(latentSpaceOf(config)),
  };
}

const { name, version, model, seed, hyperparameters: chosen } = DEFAULT_PRESET;
const hyperparameters = { ...defaultsOf(findModel(model)!.hyperparameters), ...chosen };
const config: RunConfig = { model, seed, backend: "auto", hyperparameters };
const { z, plane, basis, ranged, instrumentSettings } = startAt(config, tidyPosition([], Number(hyperparameters["latent"])));

const PAGE_KEYS = {
  // The experiment
  begun: { initial: config, link: "other", undo: true },
  pending: { initial: {}, reset: "run" },
  preset: { initial: { name, version }, link: "same", undo: true, mirrored: true },
  stop: { initial: null, link: "same", undo: true, mirrored: true, reset: "experiment" },
  comparison: { initial: null, link: "same", undo: true, mirrored: true, reset: "experiment" },
  // The state of the run
  run: { initial: runId(0) },
  data: { initial: null },
  phase: { initial: "opening", reset: "run" },
  step: { initial: step(0), reset: "run" },
  msPerStep: { initial: null, reset: "run" },
  pausing: { initial: false, reset: "run" },
  takesLong: { initial: null, reset: "run" },
  opened: { initial: null, reset: "run" },
  classNames: { initial: null },
  probing: { initial: null, reset: "run" },
  report: { initial: null, reset: "run" },
  checked: { initial: null, reset: "run" },
  waitingForData: { initial: false, reset: "run" },
  failure: { initial: null, reset: "run" },
  lastLosses: { initial: {}, reset: "run" },
  heldOut: { initial: [], reset: "run" },
  memory: { initial: null, reset: "run" },
  measuring: { initial: null, reset: "run" },
  measured: { initial: [], reset: "run" },
  afterEpochs: { initial: [], reset: "run" },
  keyframes: { initial: [], reset: "run" },
  rewound: { initial: null, link: "other", reset: "run" },
  awaited: { initial: null, link: "other", reset: "run" },
  recomputing: { initial: null, reset: "run" },
  replaying: { initial: false, reset: "run" },
  forking: { initial: null, reset: "run" },
  forkedFrom: { initial: null, undo: true, reset: "run" },
  keptAs: { initial: null, undo: true, reset: "run" },
  keptOffer: { initial: null, reset: "run" },
  influence: { initial: null, reset: "run" },
  beginning: { initial: false, reset: "run" },
  // The view
  z: { initial: z, link: "same", undo: true },
  class: { initial: 3, link: "same", undo: true, mirrored: true },
  plane: { initial: plane, link: "other", undo: true },
  basis: { initial: basis, link: "other", undo: true },
  ranged: { initial: ranged, link: "other", undo: true, mirrored: true },
  pinned: { initial: [], link: "same", undo: true, mirrored: true, reset: "experiment" },
  layers: { initial: ALL_LAYERS, link: "same", undo: true, mirrored: true, reset: "experiment" },
  instrumentSettings: { initial: instrumentSettings, link: "same", undo: true },
  instrument: { initial: null, link: "same", undo: true, mirrored: true },
  fillIn: { initial: freshFillIn, link: "same", mirrored: true },
  following: { initial: freshFollowing, link: "same" },
  lesson: { initial: null, link: "same", reset: "experiment" },
  study: { initial: null, link: "same" },
  exercise: { initial: null, link: "same" },
  /** A link contains it if the link or the reader has chosen it; otherwise each reader gets their own. */
  language: { initial: "en", link: "other", mirrored: true },
  /** A link contains it only if the link that was opened did. */
  theme: { initial: "system", link: "other", mirrored: true },
  present: { initial: false, link: "same", mirrored: true },
  enlarged: { initial: null, link: "same" },
  embed: { initial: null, link: "same" },
  room: { initial: "lab", link: "other" },
  highlighted: { initial: null, mirrored: true, reset: "experiment" },
  lit: { initial: null },
  chart: { initial: STANDARD_CHART, link: "same", undo: true, mirrored: true, reset: "experiment" },
  characterKeys: { initial: true, mirrored: true },
  threads: { initial: "auto", mirrored: true },
  processor: { initial: unknownProcessor, mirrored: true },
  notices: { initial: [] },
  undoStep: { initial: null },
} as const satisfies { readonly [K in keyof PageState]: PageTraits<PageState[K]> };

const FEATURE_KEYS: { readonly [K in keyof FeatureKeys]: Traits<FeatureKeys[K]> } =
  Object.assign({}, ...Object.values(slices).map(({ keys: own }) => own));

const STATE_KEYS = { ...PAGE_KEYS, ...FEATURE_KEYS };

type PageKeys = typeof PAGE_KEYS;
type Trait = Exclude<keyof AnyTraits, "initial">;
/** The type covers the page's own keys; the traits of features' keys are known only at run time. */
type KeysWith<T extends Trait, V> = { [K in keyof PageState]: PageKeys[K] extends Readonly<Record<T, V>> ? K : never }[keyof PageState];

const keys = Object.keys(STATE_KEYS) as (keyof WrittenState)[];
const keysWith = <T extends Trait, V extends AnyTraits[T]>(trait: T, value: V) =>
  keys.filter((key) => (STATE_KEYS[key] as AnyTraits)[trait] === value) as KeysWith<T, V>[];

const initially = <K extends keyof WrittenState>(these: readonly K[]) =>
  Object.fromEntries(these.map((key) => [key, STATE_KEYS[key].initial])) as Pick<WrittenState, K>;

const withOwnKey = keys.filter((key) => typeof (STATE_KEYS[key] as AnyTraits).link === "object") as never[]; // keys of features, as `KeysWith` says
const sameInLink = [...keysWith("link", "same"), ...withOwnKey];
export const LINK_KEYS = [...sameInLink, ...keysWith("link", "other")];
export const UNDO_KEYS = keysWith("undo", true);
export const MIRRORED_KEYS = keysWith("mirrored", true);

/** A new store has these values. */
export const initialState: WrittenState = initially(keys);
/** Each new run begins with these values. */
export const freshRun = initially(keysWith("reset", "run"));
/** A newly chosen experiment also begins with these values. */
export const freshExperiment = initially(keysWith("reset", "experiment"));
/** A link without these keys has these values. */
export const freshLink = initially(sameInLink);
