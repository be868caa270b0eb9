/**
 * The types of the page's one store, in three slices; `stateKeys.ts` has the traits of each key, `createAppStore.ts` creates it. It holds what the page shows and what a link says, never tensors,
 * losses or pictures: those change many times a second and are in `series.ts` and `frames.ts`.
 * Framework-free; `ui/` reads it through `useStore`.
 */
import type { StoreApi } from "zustand/vanilla";
import type { Backend, RunConfig } from "../../core/run/runConfig";
import type { HyperparameterValue, HyperparameterValues } from "../../core/model/hyperparameters";
import type { Millis, RunId, Step } from "../../core/run/ids";
import type { Measured, MeasurementId } from "../../subject/measurements/registry";
import type { RequestedThreads } from "../../core/run/threads";
import type { ExerciseId } from "../../course/exercises/ids";
import type { LessonId } from "../../course/lessons/ids";
import type { StudyId } from "../../course/studies/ids";
import type { Language } from "../i18n";
import type { BackendReport, CheckReport, DataProgress, HeldOut, Influence, Memory, Opened, Plane, WireError } from "../../engine/worker/protocol";
import type { Difference } from "./comparison";
import type { Embed } from "./embed";
import type { FillIn } from "./fillIn";
import type { Following } from "./following";
import type { Instrument } from "./instruments";
import type { KeptOffer } from "./keptRuns";
import type { FeatureState } from "../features/registry";
import type { Basis, InstrumentSettings } from "./instrumentSettings";
import type { Notice } from "./notices";
import type { Enlarged, RoomName } from "./rooms";
import type { Processor } from "./threads";

/** The reader's changes of settings. `from`: the run has the value after this step; Infinity until the worker has said which step it is. */
export type PendingSettings = Readonly<Record<string, { readonly value: HyperparameterValue; readonly from: number }>>;

/** The experiment. */
export interface ConfigSlice {
  /** The run's initial configuration, and its changes of settings by step: together they reproduce the run. */
  readonly begun: RunConfig;
  /** Settings that the reader has changed and that `begun` does not have yet, or has for a step that is not displayed yet. */
  readonly pending: PendingSettings;
  /** The preset that the configuration started from. */
  readonly preset: { readonly name: string; readonly version: number } | null;
  /** Training stops at this step. */
  readonly stop: number | null;
  /** The difference of a second run that is compared with this one; null: there is one run. */
  readonly comparison: Difference | null;
}

export type Phase =
  | "opening" // worker, data or backend not ready yet
  | "ready" // step 0, never trained
  | "training"
  | "paused"
  | "finished" // reached `stop`
  | "failed"; // see `failure`

/** The result of a requested measurement, with the run's settings at the request; a run that was read from storage has none. */
export type RequestedResult = Measured & { readonly under?: HyperparameterValues };

/** The state of the run, as the worker reports it. */
export interface RunSlice {
  readonly run: RunId;
  readonly phase: Phase;
  readonly step: Step;
  /** Milliseconds of one training step, averaged over the last reports; null before the first. */
  readonly msPerStep: Millis | null;
  readonly opened: Opened | null;
  /** The names of the classes of the own images that were opened last; null: they have no labels, or the data are others. */
  readonly classNames: { readonly own: string; readonly names: readonly string[] } | null;
  /** The backend being measured while `auto` chooses. */
  readonly probing: Backend | null;
  readonly report: BackendReport | null;
  /** The result of comparing this engine's steps with another backend's; null before, and if nothing is compared. */
  readonly checked: CheckReport | null;
  readonly data: DataProgress | null;
  /** A pause waits for the end of a step. */
  readonly pausing: boolean;
  /** How long a step, or the answer to a request, has been awaited, where that is long. */
  readonly takesLong: { readonly what: "step" | "answer"; readonly seconds: number } | null;
  /** Training waits until more images have arrived. */
  readonly waitingForData: boolean;
  readonly failure: WireError | null;
  /** Loss column id → its value at the last reported step. */
  readonly lastLosses: Readonly<Record<string, number>>;
  readonly heldOut: readonly HeldOut[];
  readonly memory: Memory | null;
  /** The measurement in progress, and its progress from 0 to 1. */
  readonly measuring: { readonly id: MeasurementId; readonly progress: number } | null;
  /** The newest result of each requested measurement of this run. */
  readonly measured: readonly RequestedResult[];
  /** The measurements that are made after each epoch. */
  readonly afterEpochs: readonly Measured[];
  /** The steps whose weights are stored, in ascending order. */
  readonly keyframes: readonly Step[];
  /** The earlier step that is displayed; null: the current step is. */
  readonly rewound: Step | null;
  /** The step that the link requests, until the run has passed it. */
  readonly awaited: Step | null;
  /** The step that is being recomputed to be displayed, and the progress from 0 to 1; null: none is. */
  readonly recomputing: { readonly step: Step; readonly progress: number } | null;
  /** The keyframes are being replayed. */
  readonly replaying: boolean;
  /** The progress, from 0 to 1, of recomputing the state for a fork; null: no fork is in progress. */
  readonly forking: number | null;
  /** The step of another run from which this one was forked; null: it is no fork. */
  readonly forkedFrom: Step | null;
  /** The id of the run in the browser's storage; null: it has not been written yet. */
  readonly keptAs: string | null;
  readonly keptOffer: KeptOffer | null;
  /** The directions that change the pictures most; null until an instrument needs them. */
  readonly influence: Influence | null;
  /** The file of a trained start is being loaded. */
  readonly beginning: boolean;
}

export type Theme = "system" | "light" | "dark";

/** The view of the experiment. */
export interface ViewSlice {
  /** The point of latent space that is decoded large; length: the run's latent size. */
  readonly z: readonly number[];
  readonly class: number;
  /** The plane on the map; `basis` says how it was chosen. */
  readonly plane: Plane;
  readonly basis: Basis;
  /** The reader has set the plane's range; otherwise it is adapted to the codes. */
  readonly ranged: boolean;
  /** The classes that are highlighted on the map, in the order in which they were chosen. */
  readonly pinned: readonly number[];
  /** The layers of the map. */
  readonly layers: { readonly pictures: boolean; readonly points: boolean };
  /** The settings of the other instruments. */
  readonly instrumentSettings: InstrumentSettings;
  /** The chosen instrument; until one is chosen, and for models that do not have it, see `shownInstrument`. */
  readonly instrument: Instrument | null;
  readonly fillIn: FillIn;
  readonly following: Following;
  /** The lesson that is open. */
  readonly lesson: LessonId | null;
  /** The study that is open. */
  readonly study: StudyId | null;
  /** The exercise that is open. */
  readonly exercise: ExerciseId | null;
  readonly language: Language;
  readonly theme: Theme;
  /** Lecture mode. */
  readonly present: boolean;
  /** The panel that fills the screen in lecture mode; null: all panels are side by side. */
  readonly enlarged: Enlarged | null;
  /** The configuration in a frame of another page; null: the page is not embedded. */
  readonly embed: Embed | null;
  readonly room: RoomName;
  /** The loss column under pointer or focus, in formula, legend, chart or code. */
  readonly highlighted: string | null;
  /** The networks, loss columns and symbols that belong to the displayed stage of slow motion; null: no stage is displayed. */
  readonly lit: { readonly networks: readonly string[]; readonly columns: readonly string[]; readonly symbols: readonly string[] } | null;
  /** `all`: lecture mode's chart shows every curve, not only the first. */
  readonly chart: { readonly log: boolean; readonly smoothing: number; readonly all: boolean };
  /** Shortcuts of single characters are on. */
  readonly characterKeys: boolean;
  /** The number of threads that the reader requests for steps of WASM; as written, see `tidyThreads`. */
  readonly threads: RequestedThreads;
  /** The properties of the machine that also determine the number of threads. */
  readonly processor: Processor;
  readonly notices: readonly Notice[];
  /** The step of the run that "Undo" brings back, while the page offers it; null: it does not. */
  readonly undoStep: Step | null;
}

/** The page's own keys, without those of features. */
export type PageState = ConfigSlice & RunSlice & ViewSlice;
/** The keys of features. If one had a key of the page's, the page's would count. */
export type FeatureKeys = Omit<FeatureState, keyof PageState>;
type KeysOfBoth = `the page has the key ${keyof FeatureState & keyof (PageState & DerivedState)} of a feature, too`;
/** This does not compile, and names the key, if a feature has a key of the page's. */
export type OneOfEachKey<Clash extends never = KeysOfBoth> = Clash;
/** The keys that are written into the store. */
export type WrittenState = PageState & FeatureKeys;
/** The key that the store derives from them. */
export interface DerivedState {
  /** The run's configuration with the current settings. */
  readonly config: RunConfig;
}
export type State = WrittenState & DerivedState;
export interface Store extends ReadonlyStoreApi {
  setState(patch: Partial<WrittenState> | ((state: State) => Partial<WrittenState>)): void;
}
type ReadonlyStoreApi = Pick<StoreApi<State>, "getState" | "getInitialState" | "subscribe">;
