/**
 * Changes of live settings in a run. A value that a reader sets is displayed at once, sent to the worker with a limited frequency, and recorded with
 * the step from which on it holds.
 */
import type { HyperparameterValue, HyperparameterValues } from "../../core/model/hyperparameters";
import type { Step } from "../../core/run/ids";
import { MAX_CHANGES, withChange } from "../../core/run/liveChanges";
import type { PendingSettings, Store } from "../../state/store";
import type { BegunRun } from "./currentRun";

interface AdjustmentParts {
  readonly store: Store;
  /** The current run. */
  readonly run: () => BegunRun;
  /** The worker holds the run. */
  readonly isOpen: () => boolean;
  /** No step is being made, as far as the worker has reported. */
  readonly idle: () => boolean;
  /** Nothing trains. A held run counts as training: its worker may have made steps before it received the hold. */
  readonly rests: () => boolean;
  /** The last step that the worker has reported. */
  readonly lastStep: () => Step;
  /** The step from which the next worker would continue the run. */
  readonly resumedAt: () => Step;
  /** Sends the values to the worker. Resolves to the last step before they hold. */
  readonly sendToWorker: (hyperparameters: HyperparameterValues) => Promise<{ readonly step: Step }>;
}

export interface Adjustments {
  /** Returns whether this change can be added: a run has at most `MAX_CHANGES`. */
  hasRoomFor(id: string, value: HyperparameterValue): boolean;
  /** Changes the setting: at once, or soon if the run trains. */
  set(id: string, value: HyperparameterValue): void;
  /** Sends the waiting values. */
  send(): void;
  /** Drops the waiting values, because their run was replaced. */
  drop(): void;
  dispose(): void;
}

/** Milliseconds between two sends while a slider is dragged during training. */
const SEND_EVERY_MS = 250;

/** Returns the adjustments of the current run. */
export function createAdjustments({ store, run, isOpen, idle, rests, lastStep, resumedAt, sendToWorker }: AdjustmentParts): Adjustments {
  let waiting: HyperparameterValues = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Changes that the worker has not answered yet. */
  let unanswered = 0;

  function record(of: BegunRun, values: HyperparameterValues, at: number) {
    for (const [id, value] of Object.entries(values)) of.begun = withChange(of.begun, { step: at, id, value, byHand: true });
    if (of === run()) store.setState(({ pending, step }) => ({ begun: of.begun, pending: settled(pending, values, at, step) }));
  }

  function drop() {
    clearTimeout(timer);
    timer = undefined;
    waiting = {};
  }

  /** While the run trains, only the worker knows from which step on the values hold. */
  function send() {
    const values = waiting;
    drop();
    if (Object.keys(values).length === 0) return;
    const of = run();
    if (!isOpen()) return record(of, values, resumedAt());
    const sent = sendToWorker(values);
    const rested = rests();
    if (rested) record(of, values, lastStep());
    const count = rested ? 0 : Object.keys(values).length;
    unanswered += count;
    sent.then(({ step }) => rested || record(of, values, step), () => {
      // The worker was lost: the values hold from the step from which the next worker continues.
      if (of === run()) record(of, values, resumedAt());
    }).finally(() => { unanswered -= count; });
  }

  return {
    hasRoomFor(id, value) {
      const { begun } = run();
      const rested = rests();
      const { then = [] } = rested ? withChange(begun, { step: isOpen() ? lastStep() : resumedAt(), id, value }) : begun;
      const next = rested ? 0 : Object.keys({ ...waiting, [id]: value }).length;
      return then.length + unanswered + next <= MAX_CHANGES;
    },
    set(id, value) {
      waiting = { ...waiting, [id]: value };
      store.setState(({ pending }) => ({ pending: { ...pending, [id]: { value, from: Infinity } } }));
      if (idle()) send();
      else timer ??= setTimeout(send, SEND_EVERY_MS);
    },
    send,
    drop,
    dispose: drop,
  };
}

/** Returns the settings that are pending after `values` were recorded at step `from`, while step `displayed` is displayed. A value that was set later is still pending. */
const settled = (pending: PendingSettings, values: HyperparameterValues, from: number, displayed: number): PendingSettings =>
  Object.fromEntries(Object.entries(pending).flatMap(([id, one]) => {
    if (one.value !== values[id]) return [[id, one] as const];
    return displayed < from ? [[id, { ...one, from }] as const] : [];
  }));
