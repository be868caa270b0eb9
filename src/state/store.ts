/**
 * The page's one store, in three slices; `stateKeys.ts` says what becomes of each key, `createAppStore.ts` makes it. It holds what the page shows and what a link says, never tensors,
 * losses or pictures: those change many times a second and live in `series.ts` and `frames.ts`.
 * Framework-free; `ui/` reads it through `useStore`.
 */
import type { StoreApi } from "zustand/vanilla";
import type { Backend, RunConfig } from "../core/run/runConfig";
import type { HyperparameterValue } from "../core/model/hyperparameters";
import type { Millis, RunId, Step } from "../core/run/ids";
import type { Measured, MeasurementId } from "../measurements/registry";
import type { RequestedThreads } from "../core/run/threads";
import type { LessonId } from "../lessons/ids";
import type { StudyId } from "../studies/ids";
import type { Language } from "../i18n";
import type { BackendReport, CheckReport, DataProgress, HeldOut, Influence, Memory, Opened, Plane, WireError } from "../worker/protocol";
import type { Difference } from "./comparison";
import type { Embed } from "./embed";
import type { FillIn } from "./fillIn";
import type { Following } from "./following";
import type { Instrument } from "./instruments";
import type { KeptOffer } from "./keptRuns";
import type { FeatureState } from "../features/registry";
import type { Basis, Looking } from "./looking";
import type { Notice } from "./notices";
import type { Enlarged, RoomName } from "./rooms";
import type { Processor } from "./threads";

/** The reader's changes of settings. `from`: the run has the value after this step; Infinity until the worker has said which step it is. */
export type PendingSettings = Readonly<Record<string, { readonly value: HyperparameterValue; readonly from: number }>>;

/** What the experiment is. */
export interface ConfigSlice {
  /** What the run began with, and what changes when: all that it takes to repeat it. */
  readonly begun: RunConfig;
  /** Settings that the reader has changed and that `begun` does not have yet, or has for a step that is not displayed yet. */
  readonly pending: PendingSettings;
  /** The preset that the configuration started from. */
  readonly preset: { readonly name: string; readonly version: number } | null;
  /** Training stops at this step. */
  readonly stop: number | null;
  /** What differs in a second run beside this one; null: there is one run. */
  readonly comparison: Difference | null;
}

export type Phase =
  | "opening" // worker, data or backend not ready yet
  | "ready" // step 0, never trained
  | "training"
  | "paused"
  | "finished" // reached `stop`
  | "failed"; // see `failure`

/** What the run is doing, as the worker says. */
export interface RunSlice {
  readonly run: RunId;
  readonly phase: Phase;
  readonly step: Step;
  /** Milliseconds of one training step, averaged over the last reports; null before the first. */
  readonly msPerStep: Millis | null;
  readonly opened: Opened | null;
  /** The backend being measured while `auto` chooses. */
  readonly probing: Backend | null;
  readonly report: BackendReport | null;
  /** What came of comparing this engine's steps with another backend's; null before, and where nothing is compared. */
  readonly checked: CheckReport | null;
  readonly data: DataProgress | null;
  /** Training stands until more images have arrived. */
  readonly waitingForData: boolean;
  readonly failure: WireError | null;
  /** Loss column id → its value at the last reported step. */
  readonly lastLosses: Readonly<Record<string, number>>;
  readonly heldOut: readonly HeldOut[];
  readonly memory: Memory | null;
  /** The measurement under way, and how far it is, 0 to 1. */
  readonly measuring: { readonly id: MeasurementId; readonly progress: number } | null;
  /** The newest result of each measurement of this run that was asked for. */
  readonly measured: readonly Measured[];
  /** What was measured unasked, epoch by epoch. */
  readonly afterEpochs: readonly Measured[];
  /** The steps at which the model can be looked at again, in ascending order. */
  readonly keyframes: readonly Step[];
  /** The keyframe that is on show; null: the run as it stands. */
  readonly rewound: Step | null;
  /** The step that the link asks to be shown, until the run has passed it. */
  readonly awaited: Step | null;
  /** The film of the keyframes plays. */
  readonly replaying: boolean;
  /** How far the way back to the step on show is, from which the run is to go on, 0 to 1; null: none is under way. */
  readonly forking: number | null;
  /** The step of another run that this one goes on from; null: it began by itself. */
  readonly forkedFrom: Step | null;
  /** The id under which this browser keeps the run; null: it does not yet. */
  readonly keptAs: string | null;
  readonly keptOffer: KeptOffer | null;
  /** Which directions change the pictures most; null until somebody looks at what needs it. */
  readonly influence: Influence | null;
  /** The file of a trained start is on its way. */
  readonly beginning: boolean;
}

export type Theme = "system" | "light" | "dark";

/** How the page shows it. */
export interface ViewSlice {
  /** The point of latent space that is decoded large; length: the run's latent size. */
  readonly z: readonly number[];
  readonly class: number;
  /** The plane on the map, and how it came about. */
  readonly plane: Plane;
  readonly basis: Basis;
  /** Somebody has set the plane's range; otherwise it is widened where the codes are outside. */
  readonly ranged: boolean;
  /** The classes that stand out on the map, in the order they were chosen. */
  readonly pinned: readonly number[];
  /** What the map shows. */
  readonly layers: { readonly pictures: boolean; readonly points: boolean };
  /** What the other instruments look at. */
  readonly looking: Looking;
  /** How the latent space is looked at; until it was chosen, and for models that do not have it, see `shownInstrument`. */
  readonly instrument: Instrument | null;
  readonly fillIn: FillIn;
  readonly following: Following;
  /** The lesson that is open. */
  readonly lesson: LessonId | null;
  /** The study that is open. */
  readonly study: StudyId | null;
  readonly language: Language;
  readonly theme: Theme;
  /** Lecture mode. */
  readonly present: boolean;
  /** The panel that fills the screen in lecture mode; null: all stand side by side. */
  readonly enlarged: Enlarged | null;
  /** How it stands in a frame of another page; null: by itself. */
  readonly embed: Embed | null;
  readonly room: RoomName;
  /** The loss column under pointer or focus, in formula, legend, chart or code. */
  readonly highlighted: string | null;
  /** What the stage of a step in slow motion is about; null: none is on show. */
  readonly lit: { readonly networks: readonly string[]; readonly columns: readonly string[]; readonly symbols: readonly string[] } | null;
  /** `all`: lecture mode's chart shows every curve, not only the first. */
  readonly chart: { readonly log: boolean; readonly smoothing: number; readonly all: boolean };
  /** Keys that are single characters are on. */
  readonly characterKeys: boolean;
  /** How many threads the reader wishes for steps of WASM; as written, see `tidyThreads`. */
  readonly threads: RequestedThreads;
  /** What else decides about threads. */
  readonly processor: Processor;
  readonly notices: readonly Notice[];
  /** The step of the run that "Undo" brings back, while the page says so; null: it says nothing. */
  readonly kept: Step | null;
}

/** What the page itself keeps, without its features. */
export type PageState = ConfigSlice & RunSlice & ViewSlice;
/** What is written into the store. */
export type WrittenState = PageState & FeatureState;
/** What the store derives from it. */
export interface DerivedState {
  /** The run's configuration with the settings as they stand. */
  readonly config: RunConfig;
}
export type State = WrittenState & DerivedState;
export interface Store extends ReadonlyStoreApi {
  setState(patch: Partial<WrittenState> | ((state: State) => Partial<WrittenState>)): void;
}
type ReadonlyStoreApi = Pick<StoreApi<State>, "getState" | "getInitialState" | "subscribe">;
