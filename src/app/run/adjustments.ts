/**
 * Live settings in mid-run. A value that a reader sets is sent to the worker, not too often, and recorded with the step from which on it holds. A change
 * that the configuration schedules for a later step is shown once that step has been made.
 */
import type { HyperparameterValue, HyperparameterValues } from "../../core/hyperparameters";
import type { Step } from "../../core/ids";
import { MAX_CHANGES, withChange } from "../../core/liveChanges";
import type { Store } from "../../state/store";
import type { BegunRun } from "./currentRun";

interface AdjustmentParts {
  readonly store: Store;
  /** The current run. */
  readonly run: () => BegunRun;
  /** The worker holds the run. */
  readonly isOpen: () => boolean;
  /** No step is being made, as far as the worker has reported. */
  readonly idle: () => boolean;
  /** Nothing trains. A held run does: its worker may have made steps before it heard of the hold. */
  readonly rests: () => boolean;
  /** The last step that the worker has reported. */
  readonly lastStep: () => Step;
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
  /** Sends the values that wait. */
  send(): void;
  /** Forgets them: the run for which they were meant is gone. */
  drop(): void;
  dispose(): void;
}

/** A slider that is dragged in training: its values are handed on so often, in milliseconds. */
const SEND_EVERY_MS = 250;

export function createAdjustments({ store, run, isOpen, idle, rests, lastStep, resumedAt, tell }: AdjustmentParts): Adjustments {
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
    const sent = tell(values);
    const rested = rests();
    if (rested) record(of, values, lastStep());
    const count = rested ? 0 : Object.keys(values).length;
    onTheWay += count;
    sent.then(({ step }) => rested || record(of, values, step), () => {
      // The worker was lost: they hold where the next one takes the run up.
      if (of === run()) record(of, values, resumedAt());
    }).finally(() => { onTheWay -= count; });
  }

  /** The changes that were scheduled for these steps have happened. */
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
      const { then = [] } = rested ? withChange(begun, { step: isOpen() ? lastStep() : resumedAt(), id, value }) : begun;
      const next = rested ? 0 : Object.keys({ ...waiting, [id]: value }).length;
      return then.length + onTheWay + next <= MAX_CHANGES;
    },
    set(id, value) {
      waiting = { ...waiting, [id]: value };
      if (idle()) send();
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
