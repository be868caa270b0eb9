/** A run's inputs: its configuration and data, and where it sends its events. */
import type { ElboError } from "../../core/errors";
import type { EmitEvent } from "../events";
import type { Step } from "../../core/run/ids";
import type { EpochId } from "../../subject/measurements/registry";
import type { Model } from "../../core/model/model";
import type { Position, Watch } from "../../core/latent/pictures";
import type { RunConfig } from "../../core/run/runConfig";
import type { Snapshot } from "../../core/run/snapshot";
import type { Dataset } from "../../subject/data/dataset";
import type { Judge } from "../../subject/metrics/judge/judge";
import type { Checker } from "../check/compareWithEager";
import type { SideGroup } from "../scheduling/sideWork";
import type { Past } from "./past";

export interface ExperimentOptions {
  readonly model: Model;
  readonly config: RunConfig;
  readonly dataset: Dataset;
  /** Rejects with "judge-damaged" or "data-unreachable". */
  judge(): Promise<Judge>;
  readonly snapshot?: Snapshot;
  /** The history of the run that this one was forked from, up to the fork. */
  readonly past?: Past | null;
  /** A step whose keyframe is always kept. */
  readonly keep?: Step | null;
  /** Threads that compute a step on WASM; default 1. The results do not depend on it. */
  readonly threads?: number;
  /** Recomputes steps for comparison; absent if there is nothing to compare with. */
  readonly checker?: Checker;
  readonly watch: Watch;
  /** The reader's position in latent space; null until it is known. */
  readonly position?: Position | null;
  readonly tell: EmitEvent;
  /** Called when the run cannot continue by itself or, with an id, when that measurement failed after an epoch; the run does not try it again. */
  readonly fail: (error: ElboError, measuring?: EpochId) => void;
  /** The time budget of measurements during training; with a share of 0 none is made after changes, either. Only the benchmark changes it. */
  readonly measurementsBeside?: Omit<SideGroup, "jobs">;
}
