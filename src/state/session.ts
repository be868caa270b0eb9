/**
 * What the page can ask of the running experiment. The interface only: `src/app/session.ts` implements it on
 * top of the worker, the panels get it by `useSession()`. Nothing here waits for the maths on the page's thread.
 */
import type { HyperparameterValue } from "../core/model/hyperparameters";
import type { Step } from "../core/run/ids";
import type { Measured, MeasurementId, SettingsOf } from "../measurements/registry";
import type { OwnImages } from "../core/data/ownData";
import type { Range } from "../core/latent/range";
import type { RequestedBackend } from "../core/run/runConfig";
import type { Difference } from "./comparison";
import type { KeptRuns } from "./keptRuns";
import type { Looking, Three } from "./looking";
import type { CreateActions } from "./pageParts";
import type { RunCard } from "./runCard";
import type { Link } from "./urlCodec";
import type { Decoded, HeldOut, Place, TrainOutcome } from "../worker/protocol";
import type { Checkpoint } from "./checkpoint/format";

/** With what is in its file. */
export interface SavedRun extends Checkpoint {
  readonly name: string;
  readonly file: Blob;
}

export interface Session {
  /** Resolves when training stops, for whatever reason but a failure; a failure rejects with its code. */
  train(options?: { steps?: number }): Promise<TrainOutcome>;
  pause(): Promise<void>;
  /** Exactly one training step. */
  step(): Promise<void>;
  /** Back to step 0 of the same configuration. */
  reset(): Promise<void>;
  /**
   * The run begins again with its preset's trained start, training if it trained. Does nothing where the preset has none, was
   * changed, or stands beyond it; a notice says so where the file does not come.
   */
  begin(): Promise<void>;
  /**
   * Brings back the run that was left last, at its step and training if it trained; the run that stands is kept in its
   * place, so that a second time takes the first one back. Does nothing where no run is kept.
   */
  undo(): Promise<void>;
  /** Opens a fragment ("#preset=…" or "preset=…"). Never rejects for bad input: the store's notices say what was adjusted. */
  openFragment(fragment: string): Promise<void>;
  openModel(id: string): Promise<void>;
  openPreset(name: string): Promise<void>;
  /** Live ones hold from the next step on; the others start the run again. */
  setHyperparameter(id: string, value: HyperparameterValue): Promise<void>;
  setSeed(seed: number): Promise<void>;
  setBackend(wish: RequestedBackend): Promise<void>;
  /**
   * Begins the run again, with a second one beside it in which this differs; null: the second one ends, and the first goes on. Resolves
   * when both are open. Does nothing where it is no difference: `isDifference`.
   */
  compare(difference: Difference | null): Promise<void>;
  /**
   * Latest wins: positions that the worker cannot keep up with are skipped, the last one never is. `at`: when the hand
   * moved, on the clock of performance.now(); now, unless an event says better.
   */
  moveTo(z: readonly number[], at?: number): void;
  pickClass(k: number): void;
  /** A fresh z for the class held. */
  newNoise(): void;
  /** The map's plane: along two dimensions, counted from 0. */
  showDimensions(axes: readonly [number, number]): void;
  /** The map's plane: along the two directions that change the pictures most, with the present weights. */
  showStrongest(): Promise<void>;
  /** The map's plane: the principal components of the codes, with the present weights. Models with an encoder. */
  showComponents(): Promise<void>;
  /** The map's plane: through the codes of three places, from now on the store's; with the present weights. */
  showThree(places?: Three<Place>): Promise<void>;
  /** The part of the plane that is on the map. */
  showRange(range: Range): void;
  /** A hand is on the map, or has left it: meanwhile it does not move by itself. */
  holdMap(held: boolean): void;
  /** How much each dimension changes the pictures, with the present weights, into the store. */
  findInfluence(): Promise<void>;
  /** Changes what an instrument looks at. */
  look(change: Partial<Looking>): void;
  /** A draw from the prior, another one each time. */
  anotherNoise(): Place;
  /** The posterior mean of a test image, or of [784] in [0,1]; `k` is its class, for conditional models. Rejects with "no-encoder". */
  encode(image: number | ArrayLike<number>, k?: number): Promise<Float32Array>;
  decode(z: ArrayLike<number>, k?: number): Promise<Decoded>;
  /**
   * Shows the model as it was at the kept step next to this one: pictures, numbers, and what is asked of it; null, or a step not yet
   * made: as it stands. Training goes on meanwhile. Resolves with the step that is on show.
   */
  rewind(to: number | null): Promise<Step>;
  /** Shows one kept step after the other, from the one on show or from the first, up to now; `rewind` ends it. Does nothing where none is kept. */
  replay(): void;
  /**
   * Goes on from the step on show instead: a run that stands there, paused, in all of its state; the one that stands now is kept for
   * `undo`. Pauses training. Does nothing where the run is on show as it stands; a notice says so where it cannot be done.
   */
  fork(): Promise<void>;
  /** The fork under way is given up, and the run stays. */
  endFork(): Promise<void>;
  evaluate(): Promise<HeldOut>;
  /**
   * Settings left out are their defaults. Training goes on meanwhile. Rejects with "superseded" when it is ended, by a second
   * measurement or by another run, too.
   */
  measure<I extends MeasurementId>(id: I, settings?: Partial<SettingsOf<I>>): Promise<Measured<I>>;
  /** The measurement under way ends without a result. */
  endMeasure(): Promise<void>;
  /** The worker's part of what comes when the page is idle. */
  fetchRest(): Promise<void>;
  retryData(): Promise<void>;
  /** What a feature can do, made when it is first asked for. */
  actions<A extends object>(create: CreateActions<A>): A;
  /** The run as a file: configuration, step, weights and the optimiser's state. Training goes on meanwhile. */
  save(): Promise<SavedRun>;
  /** What the run was, for a paper or a table. */
  runCard(): Promise<RunCard>;
  /** Opens such a file at its step, paused; of a run card the experiment, from its beginning. Rejects with "bad-snapshot" and leaves the run alone where it does not hold one. */
  load(file: Blob): Promise<void>;
  /** The reader's own images of this id; null where this browser does not have them. Rejects where they cannot be read, and in a frame. */
  ownImages(id: string): Promise<OwnImages | null>;
  /** The runs that this browser keeps; null where it keeps none: in a frame, or as a file. Their script comes when it is first asked for, or when the page is idle. */
  keptRuns(): Promise<KeptRuns | null>;
  /** Loads the page again when the run is kept; where it cannot be, a notice says what would be lost, and nothing is loaded. */
  reload(): Promise<void>;
  /** The address that opens the experiment as it stands; with a fragment, what that one says. */
  link(fragment?: string): string;
  /** What the address says, part by part. */
  linked(): Link;
}
