/**
 * Live settings in mid-run: what a reader turns is handed on to the worker, not too often, and written down with the step from which on
 * it holds; what was laid down for a step is shown once that has come.
 */
import type { HyperparameterValue, HyperparameterValues } from "../core/hyperparameters";
import type { Step } from "../core/ids";
import { MAX_CHANGES, withChange } from "../core/liveChanges";
import type { RunConfig } from "../core/runConfig";
import type { Store } from "../state/store";

/** A run as the store has it: another object for each run. */
export interface BegunRun {
  begun: RunConfig;
}

interface AdjustmentParts {
  readonly store: Store;
  /** The run that stands. */
  readonly run: () => BegunRun;
  /** The worker holds the run. */
  readonly isOpen: () => boolean;
  /** No step is being made, as far as the page has heard. */
  readonly stands: () => boolean;
  /** Nothing trains. A held run does: its worker may have made steps before it heard of the hold. */
  readonly rests: () => boolean;
  /** The last step made, where it stands. */
  readonly told: () => Step;
  /** Where the next worker would take the run up. */
  readonly resumedAt: () => Step;
  /** Tells the worker; resolves to the last step that they do not hold for. */
  readonly tell: (hyperparameters: HyperparameterValues) => Promise<{ readonly step: Step }>;
}

export interface Adjustments {
  /** Whether the run can have this change, too: it has `MAX_CHANGES` at most. */
  hasRoomFor(id: string, value: HyperparameterValue): boolean;
  /** The setting takes this value: at once, or, in training, soon. */
  set(id: string, value: HyperparameterValue): void;
  /** Hands on what waits. */
  send(): void;
  /** Forgets what waits: the run has gone for which it was meant. */
  drop(): void;
  dispose(): void;
}

/** A slider that is dragged in training: its values are handed on so often, in milliseconds. */
const SEND_EVERY_MS = 250;

export function createAdjustments({ store, run, isOpen, stands, rests, told: toldStep, resumedAt, tell }: AdjustmentParts): Adjustments {
  let waiting: HyperparameterValues = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Changes that the worker has not answered yet. */
  let onTheWay = 0;

  function record(of: BegunRun, values: HyperparameterValues, at: number) {
    for (const [id, value] of Object.entries(values)) of.begun = withChange(of.begun, { step: at, id, value, byHand: true });
    if (of === run()) store.setState({ begun: of.begun });
  }

  function drop() {
    clearTimeout(timer);
    timer = undefined;
    waiting = {};
  }

  /** In training only the worker knows from which step on they hold. */
  function send() {
    const values = waiting;
    drop();
    if (Object.keys(values).length === 0) return;
    const of = run();
    if (!isOpen()) return record(of, values, resumedAt());
    const told = tell(values);
    const rested = rests();
    if (rested) record(of, values, toldStep());
    const count = rested ? 0 : Object.keys(values).length;
    onTheWay += count;
    told.then(({ step }) => rested || record(of, values, step), () => {
      // The worker was lost: they hold where the next one takes the run up.
      if (of === run()) record(of, values, resumedAt());
    }).finally(() => { onTheWay -= count; });
  }

  /** What was laid down for these steps has happened. */
  function followPlan(from: number, to: number) {
    const made = (run().begun.then ?? []).filter((change) => !change.byHand && change.step > from && change.step <= to);
    if (made.length === 0 || !isOpen()) return;
    const { config } = store.getState();
    const hyperparameters = { ...config.hyperparameters, ...Object.fromEntries(made.map(({ id, value }) => [id, value])) };
    store.setState({ config: { ...config, hyperparameters } });
  }
  const unfollow = store.subscribe((now, before) => now.step > before.step && followPlan(before.step, now.step));

  return {
    hasRoomFor(id, value) {
      const { begun } = run();
      const rested = rests();
      const { then = [] } = rested ? withChange(begun, { step: isOpen() ? toldStep() : resumedAt(), id, value }) : begun;
      const next = rested ? 0 : Object.keys({ ...waiting, [id]: value }).length;
      return then.length + onTheWay + next <= MAX_CHANGES;
    },
    set(id, value) {
      waiting = { ...waiting, [id]: value };
      if (stands()) send();
      else timer ??= setTimeout(send, SEND_EVERY_MS);
    },
    send,
    drop,
    dispose() {
      unfollow();
      drop();
    },
  };
}
