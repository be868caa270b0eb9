/**
 * The messages between the page and a run's worker. Types only. One table of commands defines both a request and its reply,
 * so that the two cannot diverge; events come from the worker without a request (`../events.ts`).
 */
import type { Refusal } from "../../core/browser/refusals";
import type { Backend, RunConfig } from "../../core/run/runConfig";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { CompletionResult, CompletionRequest } from "../../core/latent/completion";
import type { Event, EventKind, EventOf } from "../events";
import type { ErrorCode, WireError } from "../../core/errors";
import type { Measured, MeasurementId } from "../../subject/measurements/registry";
import type { RunId, Step } from "../../core/run/ids";
import type { OwnImages } from "../../core/data/ownData";
import type { SavedHistory, HistoryUpdate, HistoryRequest } from "../../core/run/past";
import type { Snapshot } from "../../core/run/snapshot";
import type { Components, EncodeRequest, Frame, Given, Influence, Place, Plane, Position, StripRow, StripRequest, Watch } from "../../core/latent/pictures";
import type { BackendReport, BackendTrial, CheckReport, DataProgress, EngineReport, HeldOut, Memory, TrainOutcome } from "../../core/run/reports";
import type { AnswerOf, RequestOf } from "./rpc";
import type { SiblingRequest } from "./siblings";

export type {
  BackendReport, BackendTrial, CheckReport, CompletionResult, CompletionRequest, Components, DataProgress, EncodeRequest, EngineReport, Event, EventKind,
  EventOf, Frame, Given, HeldOut, Influence, Memory, Place, Plane, Snapshot, Step, StripRow, StripRequest,
  TrainOutcome, Watch,
};

export interface Commands {
  /**
   * Ends the open run and prepares this configuration at step 0, or at the snapshot's step. `run`: the number that its events carry
   * from now on, and events that belong to no run. `remembered`: the backend that `auto` chose for this model on an earlier visit.
   * `avoid`: backends that `auto` must not choose, because they computed wrong results. `threads`: for steps on WASM, 1 or more;
   * results do not depend on it. `fork`: if this is the open run, the new run inherits its history up to the snapshot's step.
   * `keep`: a keyframe of this step is always kept. `own`: the images that the configuration names; the worker remembers them.
   * Rejects with "own-data-missing" if it has no such images, and with "own-data-unsuitable" if the model needs labels or more
   * images.
   */
  open: {
    params: { run: RunId; config: RunConfig; threads: number; snapshot?: Snapshot; remembered?: Backend; avoid?: readonly Backend[]; fork?: RunId; keep?: Step; own?: OwnImages };
    reply: Opened;
  };
  /** Trains until paused, or until `until` steps are done in all. Replies when it stops, for whatever reason. */
  train: { params: { until?: Step }; reply: TrainOutcome };
  pause: { params: null; reply: { step: Step } };
  /** Holds training of the current run at this step until a later one is given; null: no limit. */
  holdAt: { params: { step: Step | null }; reply: null };
  /** New values for hyperparameters that are `live`. They apply from the step after the one replied. */
  adjust: { params: { hyperparameters: HyperparameterValues }; reply: { step: Step } };
  /**
   * Decodes one image. z has the model's latent size; `class` is ignored by models that are not conditional. `given`: the image
   * that a completing model completes, by default the first test image; others ignore it.
   */
  decode: { params: { z: Float32Array; class: number; given?: Given }; reply: Decoded };
  /** Posterior means, [n,d]. Rejects with "no-encoder". */
  encode: { params: EncodeRequest; reply: { codes: Float32Array; step: Step } };
  /** The two principal components of the codes of test images, with the current weights. Rejects with "no-encoder". */
  components: { params: null; reply: Components };
  /** The directions that change the images most, with the current weights. `given` as in `decode`. */
  influence: { params: { given?: Given }; reply: Influence };
  /** Which pictures to keep up to date. Replaces the previous request. */
  watch: { params: Watch; reply: null };
  /** The reader's position in latent space: the image there is also kept up to date. Replaces the previous position. */
  position: { params: Position; reply: null };
  /** A picture was drawn: returns its buffer, and permits the next picture of this kind. */
  drawn: { params: { kind: Frame["kind"]; buffer: ArrayBuffer }; reply: null };
  /**
   * From now on pictures and answers show the keyframe nearest to this step; null: the current weights. Training continues.
   * Replies the step that is shown.
   */
  rewind: { params: { to: Step | null }; reply: { step: Step } };
  /** Measures the held-out loss at the current step. */
  evaluate: { params: null; reply: HeldOut };
  /**
   * Measures the weights that are shown, and reports its progress; omitted settings have their defaults. One at a time: a second one ends the
   * first with "superseded".
   */
  measure: { params: { id: MeasurementId; settings: Readonly<object> }; reply: Measured };
  /** Fills an image in with the weights that are shown. One search at a time: a second one ends the first with "superseded". */
  complete: { params: CompletionRequest; reply: CompletionResult };
  /** One of the test images; waits until it is loaded. Rejects with "bad-setting" if there is none. */
  testImage: { params: { image: number }; reply: TestImage };
  /** Returns weights and optimiser state, from which training can be resumed. The losses up to this step have been reported before. */
  snapshot: { params: null; reply: Snapshot };
  /** The picture of the run in the list of saved runs, with the current weights, whatever is shown. Null if test images that it needs have not arrived. */
  thumbnail: { params: null; reply: { pixels: Uint8Array<ArrayBuffer> | null } };
  /** The part of the run's history that the page has not saved yet. */
  past: { params: HistoryRequest; reply: HistoryUpdate };
  /** Adds the saved history of a run that was resumed here; a `keyframes` event reports it. */
  adoptPast: { params: SavedHistory; reply: null };
  /**
   * Recomputes the run's whole state at this step, bit for bit. It takes as long as training to there from a stored state, and reports its
   * progress. One `stateAt` or `keyframeAt` at a time: a second one ends the first with "superseded".
   */
  stateAt: { params: { step: Step }; reply: Snapshot };
  /** Adds a keyframe of this step, which is recomputed in the same way. Replies with the step of the nearest keyframe: a run has none before its start. */
  keyframeAt: { params: { step: Step }; reply: { step: Step } };
  /** Runs a command that a feature's `worker.ts` exports in `commands`. Rejects with "internal" if there is none. */
  feature: { params: { feature: string; command: string; params: unknown }; reply: { answer: unknown } };
  /** Loads scripts that may be needed later; called when the page is idle. */
  fetchRest: { params: null; reply: null };
  /** Fetches missing shards again. */
  retryData: { params: null; reply: null };
}

export type CommandName = keyof Commands;
export type Params<C extends CommandName> = Commands[C]["params"];
export type Reply<C extends CommandName> = Commands[C]["reply"];

/** A worker's first message, which says that its thread runs. */
interface Awake {
  readonly kind: "awake";
}

/** A content policy refuses the worker something. */
interface Refused {
  readonly kind: "refused";
  readonly refusal: Refusal;
}

/** Messages of a run's worker that answer no command. */
export type WorkerEvent = Awake | Refused | SiblingRequest | (Event & { readonly run: RunId });
export type Request = RequestOf<Commands>;
export type Message = AnswerOf<Commands> | WorkerEvent;

export type { ErrorCode, WireError };

export interface Opened {
  readonly backend: Backend;
  /** How steps are computed now; an event reports changes. */
  readonly engine: EngineReport;
  readonly step: Step;
  readonly parameters: number;
  readonly report: BackendReport;
  /** The names of the classes, in order, if the reader's own images have labels. */
  readonly classNames?: readonly string[];
}

export interface Decoded {
  /** [784] in [0,1]. */
  readonly pixels: Float32Array;
  readonly step: Step;
}

export interface TestImage {
  /** [784] in [0,1]. */
  readonly pixels: Float32Array;
  /** Its class; −1 if images have no labels. */
  readonly label: number;
}
