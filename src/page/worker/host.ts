/** The program of a run's worker: the engine's commands, and those of features. */
import { serve as serveRun } from "../../engine/worker/host";
import { runFeatureCommand } from "./features";

export const serve = (): void => serveRun(runFeatureCommand);
