/**
 * A run's worker: passes the page's commands to the engine, and the engine's events to the page.
 */
import judgeFile from "../../subject/metrics/judge/judge.bin?url";
import type {} from "../../core/browser/packedFiles";
import { buffersOf } from "../events";
import { runId, type RunId } from "../../core/run/ids";
import { fetchJudge } from "../measurements";
import { Laboratory, type LaboratoryOptions } from "../run/laboratory";
import { betweenOperations } from "../device/betweenOperations";
import { tensorBuffers } from "../trainer/computedStep";
import { setThreadFactory } from "../trainer/stepper/threads";
import { workerChecker } from "./check";
import { wasmPaths } from "./ownFiles";
import type { CommandName, Commands, Event, Params, Reply, WorkerEvent } from "./protocol";
import { serve as serveCommands } from "./rpc";
import { Sibling } from "./siblings";

const HEARTBEAT_MS = 1000;

/** The buffers of a reply with weights. They were read back for this reply, so they are transferred, not copied. */
const weightsOf = (value: Reply<CommandName>): ArrayBufferLike[] =>
  (value !== null && "tensors" in value ? tensorBuffers(value.tensors) : []);

/** Runs a command that a feature adds. */
export type RunFeatureCommand = (wish: Params<"feature">, laboratory: Laboratory) => Promise<Reply<"feature">>;

/** Serves a run's commands; tests give it their own files and workers. */
export function serveRuns(options: Omit<LaboratoryOptions, "tell">, runFeatureCommand: RunFeatureCommand): void {
  serveCommands<Commands, WorkerEvent>((post) => {
    /** The newest run that the page has opened; events that belong to no run carry its number. */
    let current: RunId = runId(0);
    const tell = (run: RunId, event: Event) => post({ ...event, run }, buffersOf(event));
    const laboratory = new Laboratory({ ...options, tell: (event) => tell(current, event) });
    // It shows the page that this thread runs, how far the run is, and how long the thread may be silent.
    const beat = () => tell(current, { kind: "heartbeat", ...laboratory.pulse() });
    setInterval(beat, HEARTBEAT_MS);
    betweenOperations(beat, HEARTBEAT_MS);
    return {
      open: async (params) => {
        current = params.run;
        const opened = await laboratory.open({ ...params, tell: (event) => tell(params.run, event) });
        beat(); // the first pictures of a slow model may take long
        return opened;
      },
      train: ({ until }) => laboratory.train(until),
      pause: () => laboratory.pause(),
      holdAt: ({ step }) => laboratory.experiment.holdAt(step),
      adjust: async ({ hyperparameters }) => ({ step: laboratory.experiment.adjust(hyperparameters) }),
      decode: ({ z, class: k, given }) => laboratory.experiment.decode(z, k, given),
      encode: (wish) => laboratory.experiment.encode(wish),
      components: () => laboratory.experiment.components(),
      influence: ({ given }) => laboratory.experiment.influence(given),
      watch: (watch) => laboratory.watch(watch),
      position: (position) => laboratory.setPosition(position),
      rewind: async ({ to }) => ({ step: laboratory.experiment.rewind(to) }),
      drawn: ({ kind, buffer }) => laboratory.frameDrawn(kind, buffer),
      evaluate: () => laboratory.experiment.evaluate(),
      measure: ({ id, settings }, caller) => laboratory.experiment.measure(id, settings, caller),
      complete: (request, caller) => laboratory.experiment.complete(request, caller),
      testImage: ({ image }) => laboratory.testImage(image),
      snapshot: () => laboratory.experiment.snapshot(),
      thumbnail: async () => ({ pixels: await laboratory.experiment.thumbnail() }),
      past: async (wish) => laboratory.experiment.past.news(wish),
      adoptPast: (past) => laboratory.experiment.adoptPast(past),
      stateAt: ({ step }, caller) => laboratory.experiment.stateAt(step, caller),
      keyframeAt: async ({ step }, caller) => ({ step: await laboratory.experiment.keyframeAt(step, caller) }),
      feature: (wish) => runFeatureCommand(wish, laboratory),
      fetchRest: () => laboratory.fetchRest(),
      retryData: () => laboratory.retryData(),
    };
  }, { buffersOf: weightsOf });
}

/** Serves a run's commands in the browser's worker, with the files of the built page. */
export function serve(runFeatureCommand: RunFeatureCommand): void {
  setThreadFactory(() => new Sibling("thread"));
  serveRuns({
    // In the build this file is one folder below the page, or embedded in it.
    data: { baseUrl: globalThis.packedFiles ? "" : new URL(import.meta.env.DEV ? import.meta.env.BASE_URL : "../", self.location.href).href },
    wasmPaths,
    checker: () => workerChecker(() => new Sibling("check")),
    judgeBytes: () => fetchJudge(judgeFile),
  }, runFeatureCommand);
}
