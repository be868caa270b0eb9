/** What a run is made of: its configuration, data, and what it tells of itself. */
import type { ElboError } from "../../core/errors";
import type { EmitEvent } from "../../core/events";
import type { Step } from "../../core/ids";
import type { EpochId } from "../../measurements/registry";
import type { Model } from "../../core/model";
import type { Position, Watch } from "../../core/pictures";
import type { RunConfig } from "../../core/runConfig";
import type { Snapshot } from "../../core/snapshot";
import type { Dataset } from "../../data/dataset";
import type { Judge } from "../../metrics/judge/judge";
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
  /** Of a run of which this one has the past, up to where it begins. */
  readonly past?: Past | null;
  /** A step whose weights are kept to be shown, by all means. */
  readonly keep?: Step | null;
  /** How many threads work on a step of WASM; 1 where absent. Its numbers do not depend on it. */
  readonly threads?: number;
  /** Computes steps again; absent where there is nothing to compare them with. */
  readonly checker?: Checker;
  readonly watch: Watch;
  /** Null until the reader has said where. */
  readonly position?: Position | null;
  readonly tell: EmitEvent;
  /** The run cannot go on by itself or, with an id, could not be measured by that after an epoch, which is not tried again in it. */
  readonly fail: (error: ElboError, measuring?: EpochId) => void;
  /** The time that measurements may take unasked while it trains; for the bench, which compares. */
  readonly measurementsBeside?: Omit<SideGroup, "jobs">;
}
