/**
 * What the page and the worker say to each other. Types only. One table of commands gives both the request
 * and its reply, so that the two cannot drift apart; events flow from the worker without being asked for (core/events.ts).
 */
import type { Backend, RunConfig } from "../core/runConfig";
import type { HyperparameterValues } from "../core/hyperparameters";
import type { CompletionResult, CompletionRequest } from "../core/completion";
import type { Event, EventKind, EventOf } from "../core/events";
import type { ErrorCode, WireError } from "../core/errors";
import type { Measured, MeasurementId } from "../measurements/registry";
import type { RunId, Step } from "../core/ids";
import type { ChosenFile, Drawing, OwnDataReason, OwnImages, ImportOptions, Prepared } from "../core/ownData";
import type { SavedHistory, HistoryUpdate, HistoryRequest } from "../core/past";
import type { Snapshot } from "../core/snapshot";
import type { Components, EncodeRequest, Frame, Given, Influence, Place, Plane, Position, StripRow, StripRequest, Watch } from "../core/pictures";
import type { BackendReport, BackendTrial, CheckReport, DataProgress, EngineReport, HeldOut, Memory, TrainOutcome } from "../core/reports";
import type { AnswerOf, RequestOf } from "./rpc";

export type {
  BackendReport, BackendTrial, CheckReport, CompletionResult, CompletionRequest, Components, DataProgress, EncodeRequest, EngineReport, Event, EventKind,
  EventOf, Frame, Given, HeldOut, Influence, Memory, Place, Plane, Snapshot, Step, StripRow, StripRequest,
  TrainOutcome, Watch,
};

export interface Commands {
  /**
   * Ends whatever runs and prepares this configuration at step 0, or at the snapshot's step. `run`: the number that its events carry, and
   * those that belong to no run in particular, from now on. `remembered`: what
   * `auto` chose for this model on an earlier visit. `avoid`: what `auto` is not to choose, as it computed wrongly. `threads`: for
   * steps of WASM, 1 or more; they change no number of the run. `fork`: this run, which stands until now, has the same past up to the
   * snapshot's step. `keep`: this step is among those that are kept, where the run comes to it. `own`: the images
   * that the configuration names, which a worker keeps from then on. Rejects with "own-data-missing" where it was told none, with
   * "own-data-unsuitable" where the model needs labels, or more images.
   */
  open: {
    params: { run: RunId; config: RunConfig; threads: number; snapshot?: Snapshot; remembered?: Backend; avoid?: readonly Backend[]; fork?: RunId; keep?: Step; own?: OwnImages };
    reply: Opened;
  };
  /** Trains until paused, or until `until` steps are done in all. Replies when it stops, for whatever reason. */
  train: { params: { until?: Step }; reply: TrainOutcome };
  pause: { params: null; reply: { step: Step } };
  /** Training makes no step beyond this one until it is told a later one, and goes on being training; null: nothing holds it. Of this run. */
  holdAt: { params: { step: Step | null }; reply: null };
  /** New values for hyperparameters that are `live`. They hold from the step on that follows the one replied. */
  adjust: { params: { hyperparameters: HyperparameterValues }; reply: { step: Step } };
  /**
   * One image. z has the model's latent size; `class` is ignored by models that are not conditional. `given`: the image that
   * a completing model completes, the first test image where absent; others ignore it.
   */
  decode: { params: { z: Float32Array; class: number; given?: Given }; reply: Decoded };
  /** Posterior means, [n,d]. Rejects with "no-encoder". */
  encode: { params: EncodeRequest; reply: { codes: Float32Array; step: Step } };
  /** The two principal components of the codes of test images, with the present weights. Rejects with "no-encoder". */
  components: { params: null; reply: Components };
  /** The directions that change the pictures most, with the present weights. `given` as in `decode`. */
  influence: { params: { given?: Given }; reply: Influence };
  /** Which pictures the page wants to be kept up to date. Replaces the former wish. */
  watch: { params: Watch; reply: null };
  /** Where the reader is: the image there is a picture, too. Replaces the former position. */
  position: { params: Position; reply: null };
  /** A picture was drawn: its buffer comes back and the next of this kind may be sent. */
  drawn: { params: { kind: Frame["kind"]; buffer: ArrayBuffer }; reply: null };
  /**
   * Pictures, and what is asked of the model from now on, are of the kept step next to this one; null: of the run as it stands. Training
   * goes on meanwhile. Replies the step they are of.
   */
  rewind: { params: { to: Step | null }; reply: { step: Step } };
  /** The held-out measurement, now, at the present step. */
  evaluate: { params: null; reply: HeldOut };
  /**
   * A measurement of the weights as they stand, settings left out being their defaults. One at a time: a second one ends
   * the first with "superseded".
   */
  measure: { params: { id: MeasurementId; settings: Readonly<object> }; reply: Measured };
  /** Ends the measurement under way, with "superseded". */
  endMeasure: { params: null; reply: null };
  /** Fills an image in, with the weights as they stand. One search at a time: a second one ends the first with "superseded". */
  complete: { params: CompletionRequest; reply: CompletionResult };
  /** Ends the search under way, with "superseded". */
  endComplete: { params: null; reply: null };
  /** One of the 10,000, waited for where it is on its way. */
  testImage: { params: { image: number }; reply: TestImage };
  /** Weights and optimiser state, to carry on from if the worker is lost. */
  snapshot: { params: null; reply: Snapshot };
  /** What the run keeps of its past, for whoever keeps the run. */
  past: { params: HistoryRequest; reply: HistoryUpdate };
  /** The run went on here from where it was kept: what it kept of its past then is its own again, and told by `keyframes`. */
  adoptPast: { params: SavedHistory; reply: null };
  /**
   * All of the run's state as it was at the kept step next to this one, to the bit. Takes as long as training to there from a state
   * before it; told by `regaining`. One at a time: a second one ends the first with "superseded".
   */
  stateAt: { params: { step: Step }; reply: Snapshot };
  /** Ends the one under way, with "superseded". */
  endStateAt: { params: null; reply: null };
  /** What a feature's `worker.ts` exports as `commands`, by the feature and the command. Rejects with "internal" where there is none. */
  feature: { params: { feature: string; command: string; params: unknown }; reply: { answer: unknown } };
  /** Fetches the scripts of what may be asked for later, when the page is idle. */
  fetchRest: { params: null; reply: null };
  /** Fetches again what is missing of the data. */
  retryData: { params: null; reply: null };
}

export type CommandName = keyof Commands;
export type Params<C extends CommandName> = Commands[C]["params"];
export type Reply<C extends CommandName> = Commands[C]["reply"];

/** A worker's first words, before it is asked for anything: its thread runs. For whoever made it. */
interface Awake {
  readonly kind: "awake";
}

/** What a run's worker says unasked. */
export type Unasked = Awake | (Event & { readonly run: RunId });
export type Request = RequestOf<Commands>;
export type Message = AnswerOf<Commands> | Unasked;

export type { ErrorCode, WireError };

export interface Opened {
  readonly backend: Backend;
  /** As it is now; an event says when it changes. */
  readonly engine: EngineReport;
  readonly step: Step;
  readonly parameters: number;
  readonly report: BackendReport;
}

export interface Decoded {
  /** [784] in [0,1]. */
  readonly pixels: Float32Array;
  readonly step: Step;
}

export interface TestImage {
  /** [784] in [0,1]. */
  readonly pixels: Float32Array;
  /** −1 where nothing has a label. */
  readonly label: number;
}

/** Why files are refused, as it crosses to the page. */
export interface Refused {
  readonly refused: OwnDataReason;
  readonly detail: string;
}

/** What the worker that reads own data does, one after the other. Each begins with a progress of 0: its script is loaded. */
export interface DataCommands {
  /** `files` null: those before, with other wishes; `wishes` null: what suits the files. */
  prepare: { params: { files: readonly ChosenFile[] | null; wishes: ImportOptions | null }; reply: Prepared | Refused };
  /** Drawings instead of files, as they are or with varied copies. */
  draw: { params: { drawings: readonly Drawing[]; varied: boolean }; reply: Prepared | Refused };
  /** These images as a file. */
  archive: { params: OwnImages; reply: Uint8Array<ArrayBuffer> };
}
