/**
 * Opens the moments of a talk, and trains the next ones ahead of time in a separate worker, which makes few steps at a time and rests
 * between them while the displayed run trains. This script is loaded on demand.
 */
import { Newest } from "../../core/newest";
import type { RunConfig } from "../../core/run/runConfig";
import { piecesWithout } from "../state/link/pairs";
import { prepareLink } from "../state/prepare";
import { parse, programsIn, type ParsedLink } from "../state/urlCodec";
import type { ExperimentAtStep } from "../state/pageParts";
import type { Session } from "../state/session";
import { trainedStartFor } from "../state/trainedStart";
import type { Experiments, ResumePoint } from "./experiments";
import type { Openings } from "./openings";
import { recordOf, runFiles } from "./runFiles/savedRuns";
import { trainAhead } from "./runs/ahead";
import { readNow } from "./runs/readNow";
import type { Runs } from "./runs/runs";

export interface MomentsParts {
  readonly runs: Pick<Runs, "front" | "ahead" | "addAhead" | "end">;
  readonly openings: Pick<Openings, "request" | "current">;
  readonly openPlanned: Experiments["openPlanned"];
  readonly train: Session["train"];
}

/** A run that was trained ahead, with its thumbnail. */
interface TrainedRun extends ResumePoint {
  readonly thumbnail: Uint8Array | null;
}

/** Returns all parts of a link that determine a run's numbers. `withThen`: with the changes of live settings. */
function keyOf({ model, seed, own, backend, engine, fma, operands, hyperparameters, begin, then = [] }: RunConfig, withThen: boolean): string {
  const changes = withThen ? then.map(({ step, id, value }) => [step, id, value]) : [];
  return JSON.stringify([model, seed, own ?? null, backend, engine ?? "auto", fma ?? "auto", operands ?? "f32", hyperparameters, begin ?? 0, changes]);
}

/** Returns the actions of `PageParts` that open moments and train them ahead. `dispose` ends their worker. */
export function createMoments({ runs, openings, openPlanned, train }: MomentsParts) {
  const { keeper: run, store } = runs.front;
  /** Whether the displayed run is being trained up to its moment's step, and no further. */
  let reaching: () => boolean = () => false;
  const requests = new Newest();
  let ready: readonly TrainedRun[] = [];

  const trained = (config: RunConfig, at: number) =>
    ready.find(({ begun, snapshot }) => snapshot?.step === at && keyOf(begun, true) === keyOf(config, true)) ?? null;

  /** The state of the displayed run if it is this experiment. Null: it is another one, has not trained, or, with a goal, is beyond it or had other changes. */
  async function displayedState(config: RunConfig, goal: number | null): Promise<ResumePoint | null> {
    const { step: at, begun } = store.getState();
    if (at === 0 || at > (goal ?? Infinity) || keyOf(begun, goal !== null) !== keyOf(config, goal !== null)) return null;
    await run.pause();
    const now = await readNow(runs.front);
    return now.snapshot.step > (goal ?? Infinity) ? null : now;
  }

  /** The state from which training to this step can begin: the same experiment at an earlier step, or the preset's trained start. */
  async function nearest({ config, preset }: Pick<ParsedLink, "config" | "preset">, at: number): Promise<ResumePoint | null> {
    const earlier = ready.filter(({ begun, snapshot }) => snapshot !== null && snapshot.step < at && keyOf(begun, true) === keyOf(config, true));
    const last = earlier.sort((a, b) => b.snapshot!.step - a.snapshot!.step)[0];
    if (last) return last;
    const published = config.begin === undefined ? null : trainedStartFor({ preset, begun: config });
    if (!published) return null;
    const file = await (await runFiles()).fetchTrained(published);
    return { begun: config, snapshot: file.snapshot, record: recordOf(file) };
  }

  /** Trains a moment's run up to its step. Resolves to null if it is not wanted any more. */
  async function trainTo({ fragment, step: at }: { readonly fragment: string; readonly step: number }, signal: AbortSignal): Promise<TrainedRun | null> {
    const { config, preset } = parse(fragment);
    const from = await nearest({ config, preset }, at);
    if (signal.aborted) return null;
    const [ahead = runs.addAhead()] = runs.ahead;
    const { step: currentStep, begun } = ahead.store.getState();
    const canContinue = ahead.keeper.ready && keyOf(begun, true) === keyOf(config, true) && currentStep <= at && currentStep >= (from?.snapshot?.step ?? 0);
    if (!canContinue) {
      await ahead.keeper.open(config, {
        ...(from ? { snapshot: from.snapshot, record: from.record } : {}),
        state: { preset, stop: null },
      });
    }
    await trainAhead(ahead, runs.front, at, signal);
    if (signal.aborted) return null;
    const trainedRun = await readNow(ahead);
    const thumbnail = await ahead.keeper.call("thumbnail", null).then(({ pixels }) => pixels, () => null);
    return { ...trainedRun, thumbnail };
  }

  const end = () => runs.ahead.forEach(runs.end);

  return {
    async openAt({ fragment, step: goal }: ExperimentAtStep) {
      const continuesTraining = goal === null && !reaching() && store.getState().phase === "training";
      const opening = openings.request();
      if (programsIn(fragment).length > 0) {
        await prepareLink(fragment);
        if (opening.aborted) return;
      }
      const { config, autostart } = parse(fragment);
      const resumePoint = (goal === null ? null : trained(config, goal)) ?? displayedState(config, goal).catch(() => null);
      const { pauses } = run; // reading the current run pauses it, too
      const from = await resumePoint;
      if (opening.aborted) return;
      // Training that the link asks for begins at the moment's step.
      const opened = openPlanned(piecesWithout("autostart", fragment).join("&"), from);
      const { current } = openings;
      const isCurrent = () => !current.aborted && run.pauses === pauses;
      await opened;
      const steps = (goal ?? 0) - store.getState().step;
      if (isCurrent() && steps > 0) {
        reaching = isCurrent;
        await train({ steps });
        // Training answers a question to the audience, but not training up to the step at which it is asked.
        if (isCurrent()) store.setState({ dismissedQuestion: null });
      }
      if (!current.aborted) reaching = () => false;
      if (isCurrent() && (autostart || (continuesTraining && from))) void train({}).catch(() => undefined);
    },
    async trainAhead(goals: readonly ExperimentAtStep[]) {
      const signal = requests.begin();
      if (goals.length === 0) end();
      if (goals.some(({ fragment }) => programsIn(fragment).length > 0)) await Promise.all(goals.map(({ fragment }) => prepareLink(fragment)));
      const all = goals.map(({ fragment, step: at }) => ({ fragment, step: at ?? 0, config: parse(fragment).config }));
      // The worker starts now, even if there is nothing to train: there may be no network later.
      const momentsToTrain = runs.ahead.size > 0 ? all.filter(({ step: at }) => at > 0) : all;
      ready = ready.filter(({ begun, snapshot }) => momentsToTrain.some(({ config, step: at }) => snapshot?.step === at && keyOf(begun, true) === keyOf(config, true)));
      for (const goal of momentsToTrain) {
        if (signal.aborted) break;
        if (trained(goal.config, goal.step)) continue;
        // A moment that cannot be trained reports why when it is opened.
        const one = await trainTo(goal, signal).catch(() => null);
        if (one && !signal.aborted) ready = [...ready, one];
      }
      return all.map(({ config, step: at }) => (at > 0 ? trained(config, at)?.thumbnail : null) ?? null);
    },
    dispose() {
      openings.request(); // a moment that is being prepared is not opened any more
      requests.cancel();
      end();
    },
  };
}
