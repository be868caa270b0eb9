/**
 * The page's actions on the running experiment. `src/page/app/session.ts` implements this interface with the worker; panels get it by
 * `useSession()`. No action computes on the page's thread.
 */
import type { HyperparameterValue } from "../../core/model/hyperparameters";
import type { Step } from "../../core/run/ids";
import type { Measured, MeasurementId, SettingsOf } from "../../subject/measurements/registry";
import type { OwnImages } from "../../core/data/ownData";
import type { Range } from "../../core/latent/range";
import type { RequestedBackend } from "../../core/run/runConfig";
import type { Difference } from "./comparison";
import type { KeptRuns } from "./keptRuns";
import type { InstrumentSettings, Three } from "./instrumentSettings";
import type { CreateActions } from "./pageParts";
import type { RunCard } from "./runCard";
import type { Link } from "./urlCodec";
import type { Decoded, HeldOut, Place, TrainOutcome } from "../../engine/worker/protocol";
import type { Checkpoint } from "./checkpoint/format";

/** A saved run, with the contents of its file. */
export interface SavedRun extends Checkpoint {
  readonly name: string;
  readonly file: Blob;
}

export interface TrainOptions {
  /** How many steps to make at most. */
  readonly steps?: number;
  /** Whether training in progress, which has a limit of its own, is stopped first. The default is true with `steps`, false without. */
  readonly restart?: boolean;
}

export interface Session {
  /** Trains. Resolves when training stops without a failure; rejects with the code of a failure. */
  train(options?: TrainOptions): Promise<TrainOutcome>;
  pause(): Promise<void>;
  /** Ends a step, or another piece of work, that takes too long: its result is lost, and the run is paused at the last weights that the page has. */
  stopNow(): void;
  /** Sets the step at which training stops, which the link contains, and trains. Null: it does not stop; a run that trains continues, and no other begins to. */
  trainTo(stop: Step | null): Promise<void>;
  /** Makes exactly one training step. */
  step(): Promise<void>;
  /** Restarts the same configuration at step 0. */
  reset(): Promise<void>;
  /**
   * Restarts the run from its preset's trained start, training if it trained. Does nothing if the preset has none or was
   * changed, or if the run is beyond it. A notice says so if the file cannot be loaded.
   */
  begin(): Promise<void>;
  /**
   * Brings back the run that was left last, at its step and training if it trained. The current run takes its place, so that a
   * second `undo` reverts the first. Does nothing if there is no run to bring back.
   */
  undo(): Promise<void>;
  /** Opens a fragment ("#preset=…" or "preset=…"). Never rejects for bad input: the store's notices say what was adjusted. */
  openFragment(fragment: string): Promise<void>;
  openModel(id: string): Promise<void>;
  openPreset(name: string): Promise<void>;
  /** Changes a setting. Live settings hold from the next step on; the others restart the run. */
  setHyperparameter(id: string, value: HyperparameterValue): Promise<void>;
  setSeed(seed: number): Promise<void>;
  setBackend(wish: RequestedBackend): Promise<void>;
  /**
   * Restarts the run together with a second one that differs in this; null: the second one ends, and the first continues. Resolves
   * when both are open. Does nothing if it is no difference (`isDifference`).
   */
  compare(difference: Difference | null): Promise<void>;
  /**
   * Moves z. Positions that come faster than the worker decodes are skipped, except the last. `at`: the time of the reader's move
   * on the clock of performance.now(), by default now.
   */
  moveTo(z: readonly number[], at?: number): void;
  pickClass(k: number): void;
  /** Moves z to a new draw from the prior; the class stays. */
  newNoise(): void;
  /** Shows the plane of two dimensions, counted from 0, on the map. */
  showDimensions(axes: readonly [number, number]): void;
  /** Shows the plane of the two directions that change the pictures most with the current weights. */
  showStrongest(): Promise<void>;
  /** Shows the plane of the first two principal components of the codes with the current weights, for models with an encoder. */
  showComponents(): Promise<void>;
  /** Shows the plane through the codes of three places with the current weights, and writes the places into the store. */
  showThree(places?: Three<Place>): Promise<void>;
  /** Sets the part of the plane that the map shows. */
  showRange(range: Range): void;
  /** The reader holds the map, or has released it: meanwhile it is not updated by itself. */
  holdMap(held: boolean): void;
  /** Writes into the store how much each dimension changes the pictures with the current weights. */
  findInfluence(): Promise<void>;
  /** Changes the settings of an instrument. */
  look(change: Partial<InstrumentSettings>): void;
  /** Returns a new draw from the prior. */
  anotherNoise(): Place;
  /** Resolves to the posterior mean, [latent], of a test image, or of pixels [784] in [0,1]; `k` is its class, for conditional models. Rejects with "no-encoder". */
  encode(image: number | ArrayLike<number>, k?: number): Promise<Float32Array>;
  decode(z: ArrayLike<number>, k?: number): Promise<Decoded>;
  /**
   * Shows the model at this step: pictures, numbers, and answers to requests. Null, or a step not yet made: the current step. A step without a
   * keyframe is recomputed, and the nearest keyframe is shown until then, or if another request, `train` or `fork` cancels it. A notice says so if
   * it fails. A run that trains continues meanwhile. Resolves to the displayed step.
   */
  rewind(to: number | null): Promise<Step>;
  /** Does the same with the keyframe nearest to this step, and recomputes nothing. */
  rewindNear(to: number | null): Promise<Step>;
  /** Shows one keyframe after the other, from the displayed one or the first up to the current step; `rewind` ends it. Does nothing if there are none. */
  replay(): void;
  /**
   * Replaces the run by one that begins, paused, with the complete state of the displayed step; `undo` brings the current run back.
   * Pauses training. Does nothing if the current step is displayed; a notice says so if it fails.
   */
  fork(): Promise<void>;
  /** Cancels the fork in progress; the run stays. */
  endFork(): Promise<void>;
  evaluate(): Promise<HeldOut>;
  /**
   * Measures the run. Settings left out have their defaults. Training continues meanwhile. Rejects with "superseded" if a second
   * measurement, `endMeasure` or another run ends it.
   */
  measure<I extends MeasurementId>(id: I, settings?: Partial<SettingsOf<I>>): Promise<Measured<I>>;
  /** Ends the measurement in progress without a result. */
  endMeasure(): Promise<void>;
  /** Loads the worker's scripts that are needed later; the page calls it when it is idle. */
  fetchRest(): Promise<void>;
  retryData(): Promise<void>;
  /** Returns a feature's actions, which are created on first use. */
  actions<A extends object>(create: CreateActions<A>): A;
  /** Resolves to the run as a file: configuration, step, weights and the optimiser's state. Training continues meanwhile. */
  save(): Promise<SavedRun>;
  /** Resolves to the run card, for a paper or a table. */
  runCard(): Promise<RunCard>;
  /** Opens a saved run at its step, paused, or the experiment of a run card at its beginning. Rejects with "bad-snapshot" if the file has neither; the current run stays. */
  load(file: Blob): Promise<void>;
  /** Resolves to the reader's own images of this id; null if this browser does not have them. Rejects if they cannot be read, and in a frame. */
  ownImages(id: string): Promise<OwnImages | null>;
  /** Resolves to the kept runs; null if the browser keeps none: in a frame, or if the page is a file. Their script is loaded on first use, or when the page is idle. */
  keptRuns(): Promise<KeptRuns | null>;
  /** Saves the run and reloads the page. If the run cannot be saved, a notice says what would be lost, and the page is not reloaded. */
  reload(): Promise<void>;
  /** Returns the address that opens the current experiment, or this fragment. */
  link(fragment?: string): string;
  /** Returns the link of the current experiment. */
  currentLink(): Link;
}
