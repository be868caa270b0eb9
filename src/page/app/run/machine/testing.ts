/** A world around a run's machine for tests: a store's values, and a worker that owes answers. It carries effects out as the interpreter does, without a page. */
import type { WireError } from "../../../../core/errors";
import { runId, step, type RunId } from "../../../../core/run/ids";
import type { RunConfig } from "../../../../core/run/runConfig";
import type { State } from "../../../state/store";
import { initialState } from "../../../state/stateKeys";
import type { Opened } from "../../../../engine/worker/protocol";
import type { Departure } from "../../undo";
import type { Effect } from "./effects";
import type { RunEvent } from "./events";
import { trainingOf } from "./life";
import type { next } from "./next";
import { freshMachine, type RunMachine, type Seen } from "./state";

/** Any configuration: the machine reads its settings only. */
export const CONFIG: RunConfig = { model: "vae", seed: 1, backend: "wasm", hyperparameters: { beta: 1, lr: 1 } };
/** How a reader leaves a run; the machine passes it on. */
export const DEPARTURE: Departure = { chosen: { ...initialState }, mark: 1, fragment: "", silent: false };
const LOST: WireError = { code: "worker-lost", message: "lost" };
const SUPERSEDED: WireError = { code: "superseded", message: "superseded" };

/** An event that will come: the answer of a worker, a timer, or a promise. Unanswered, those of the worker are superseded when another attempt begins, or fail when it is lost. */
interface Owed {
  readonly event: RunEvent;
  /** The events in its place if the worker is lost, or begins another run. Absent: it does not come from the worker. */
  readonly without?: (error: WireError) => readonly RunEvent[];
  /** It comes when this training has ended. */
  readonly after?: number;
}

/** Effects that readers see. */
const VISIBLE = new Set<Effect["kind"]>(["set", "show", "notice", "notice-fall-back", "drop-undone", "on-step", "on-snapshot", "on-opened"]);

export class MachineWorld {
  state: RunMachine = freshMachine(CONFIG, runId(0));
  seen: Seen & Pick<State, "run" | "begun"> = { step: step(0), stop: null, failure: null, pending: {}, pausing: false, waitingForData: false, takesLong: null, run: runId(0), begun: CONFIG };
  readonly problems: string[] = [];
  readonly past: RunEvent[] = [];
  owed: Owed[] = [];
  /** Events that come before anything else does: of promises that have settled. */
  #soon: RunEvent[] = [];
  asks = 0;
  /** The training that the worker has not answered; whether it has been asked to pause. */
  training: { readonly request: number; readonly attempt: RunId } | null = null;
  pausing = false;
  readonly #next: typeof next;
  #asked: RunId | null = null;

  constructor(machine: typeof next) {
    this.#next = machine;
  }

  ask(): number {
    return ++this.asks;
  }

  /** Passes on the event, and checks what it causes. */
  dispatch(event: RunEvent): void {
    const before = this.state;
    const isOutdated = isOf(event, before) === "earlier";
    const { state, effects } = this.#next(before, event, this.seen);
    this.state = state;
    this.past.push(event);
    for (const effect of effects) {
      if (isOutdated && VISIBLE.has(effect.kind)) this.problems.push(`"${event.kind}" of an earlier run causes "${effect.kind}"`);
      if (before.disposed && effect.kind !== "answer" && effect.kind !== "refuse") this.problems.push(`"${event.kind}" causes "${effect.kind}" after the end`);
      this.#perform(effect);
    }
  }

  /** The n-th event that is owed comes. */
  deliver(n: number): void {
    const due = this.owed.filter(({ after }) => after === undefined || after !== this.training?.request);
    const owed = due[n % due.length];
    if (!owed) return;
    const { event } = owed;
    this.owed = this.owed.filter((one) => one !== owed);
    if ((event.kind === "trained" || event.kind === "not-trained") && event.request === this.training?.request && event.attempt === this.training.attempt) this.#answered();
    this.dispatch(event);
  }

  /** Opens a run and trains it. */
  trained(): void {
    this.dispatch({ kind: "open", config: CONFIG, options: {} });
    this.dispatch({ kind: "train", ask: this.ask(), steps: undefined, restart: false });
    while (this.training === null) {
      this.settle();
      this.deliver(0);
    }
  }

  /** The worker is lost, with everything that it owes. */
  lose(): void {
    const had = this.owed;
    this.#answered();
    this.owed = had.filter(({ without }) => !without);
    this.#soon.push(...had.flatMap(({ without }) => without?.(LOST) ?? []));
    this.dispatch({ kind: "lost", error: LOST, again: true });
  }

  /** What has been done settles: promises first, in their order. */
  settle(): void {
    for (let event = this.#soon.shift(); event; event = this.#soon.shift()) this.dispatch(event);
  }

  /** Checks what must be true between two events. */
  check(): void {
    const { state: { life, settings, run, attempt, disposed }, seen, owed } = this;
    const problem = (what: string) => this.problems.push(what);
    if (disposed) return;
    const goesOn = owed.filter(({ event }) => "attempt" in event && event.attempt === attempt.id && ["opening", "images", "opened", "not-opened"].includes(event.kind));
    if (goesOn.length !== (attempt.ended ? 0 : 1)) problem(`${goesOn.length} openings are in flight, and the attempt ${attempt.ended ? "has" : "has not"} ended`);
    const unanswered = this.training?.attempt === attempt.id ? this.training.request : null;
    if (life.kind === "training" && unanswered !== trainingOf(life)!.id) problem("it trains, and the worker does not");
    if (life.kind !== "training" && life.kind !== "opening" && unanswered !== null && !this.pausing) problem("the worker trains, and it does not");
    for (const [id, { value, from }] of Object.entries(seen.pending)) {
      const isSent = owed.some(({ event }) => event.kind === "changed" && event.run === run && event.values[id] === value);
      const isWaiting = settings.timed && settings.waiting[id] === value;
      if (from === Infinity && !isSent && !isWaiting) problem(`the setting ${id} is neither sent nor waiting`);
    }
  }

  #answered(): void {
    this.training = null;
    this.pausing = false;
  }

  #owe(event: RunEvent, without?: Owed["without"]): void {
    this.owed.push({ event, ...(without ? { without } : {}) });
  }

  #perform(effect: Effect): void {
    switch (effect.kind) {
      case "set": return void (this.seen = { ...this.seen, ...effect.patch });
      case "show": return void (this.seen = { ...this.seen, pausing: false, pending: {}, step: effect.at, begun: effect.config, ...effect.patch });
      case "then": return this.dispatch(effect.event);
      case "later": return void this.#soon.push(effect.event);
      case "wait":
      case "connect":
      case "retry-data":
      case "await-left": return this.#owe(effect.then);
      case "begin-client": {
        // The previous run's calls are superseded.
        const had = this.owed;
        this.#answered();
        this.owed = had.filter(({ without }) => !without);
        return void this.#soon.push(...had.flatMap(({ without }) => without?.(SUPERSEDED) ?? []));
      }
      case "start-client": return this.#owe({ kind: "images", attempt: effect.attempt, own: null });
      case "open": {
        const { attempt, config, snapshot } = effect;
        if (attempt !== this.state.attempt.id || attempt === this.#asked) this.problems.push(`the attempt ${attempt} asks to be opened, and the newest is ${this.state.attempt.id}`);
        this.#asked = attempt;
        const opened: Opened = { backend: "wasm", engine: { mode: "compiling" }, step: snapshot?.step ?? step(0), parameters: 1, report: { wish: "auto", chosen: "wasm", reason: "only-one", trials: [] } };
        return this.#owe({ kind: "opened", attempt, requested: config, opened, classNames: null }, (error) => [{ kind: "not-opened", attempt, error }]);
      }
      case "train": {
        const { request, attempt, until } = effect;
        this.training = { request, attempt };
        this.pausing = false;
        return this.#owe({ kind: "trained", request, attempt, outcome: { step: until, reason: "reached" } }, (error) => [{ kind: "not-trained", request, attempt, error }]);
      }
      case "pause":
        this.pausing = true;
        return void this.owed.push({ event: effect.then, without: () => [{ kind: "not-paused", request: effect.request }, effect.then], after: effect.request });
      case "pause-quietly": return void (this.pausing = true);
      case "leave":
        this.pausing = true;
        return this.#owe({ kind: "left", last: { snapshot: null, picture: null } });
      case "adjust": {
        const { run, values, rested } = effect;
        if (run !== null) this.#owe({ kind: "changed", run, values, rested, at: this.state.lastStep }, () => [{ kind: "changed", run, values, rested, at: null }]);
        return;
      }
      case "time-changes": {
        this.owed = this.owed.filter(({ event }) => event.kind !== "changes-due");
        if (effect.afterMs !== null) this.#owe({ kind: "changes-due" });
        return;
      }
      case "train-again": return this.dispatch({ kind: "train", ask: this.ask(), steps: undefined, restart: false });
      case "lose": return this.lose();
      default:
    }
  }
}

/** Returns whether the event belongs to an earlier run or attempt than the current one. */
function isOf(event: RunEvent, state: RunMachine): "current" | "earlier" {
  if ("attempt" in event) return event.attempt === state.attempt.id ? "current" : "earlier";
  if (event.kind === "changed") return event.run === state.run ? "current" : "earlier";
  const isTold = event.kind === "reached" || event.kind === "snapshot" || event.kind === "device";
  return isTold && state.leaving ? "earlier" : "current";
}
