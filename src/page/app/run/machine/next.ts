/**
 * The state machine of a run: `next` says for each event which state comes after it and what it causes. It is pure. `state.ts` has the state, `life.ts`
 * the phases of a run's life, `events.ts` and `effects.ts` what comes in and goes out; `opening.ts`, `training.ts` and `settings.ts` have the transitions of
 * their subjects. The interpreter (`../interpreter.ts`) carries the effects out. An event of a run, or of an attempt, that another one has replaced changes nothing.
 */
import { isAboutData } from "../../../../core/errors";
import type { Step } from "../../../../core/run/ids";
import type { Effect } from "./effects";
import type { RunEvent } from "./events";
import { isOpen, trainingOf } from "./life";
import { askToOpen, attemptOver, awaitOpen, begin, holdEffects, lost, notOpened, open, opened, openedShown, opening, ready, shown } from "./opening";
import { change, changed, dropChanges, sendChanges } from "./settings";
import { heartbeat, tick } from "./slowWork";
import { heldAt, type RunMachine, type Seen } from "./state";
import { abandon, fetchAgain, mayTrain, notPaused, notTrained, outOfData, pause, retried, start, train, trained } from "./training";
import { andThen, become, failurePatch, now, to, type Transition } from "./transition";

/** Returns the state after the event, and what has to be done, in this order. `seen`: the store's values at the time of the event. */
export function next(state: RunMachine, event: RunEvent, seen: Seen): Transition {
  if (state.disposed) return to(state, ...refusals(event));
  switch (event.kind) {
    case "open": return open(state, event);
    case "shown": return shown(state, event, seen);
    case "begin": return begin(state, event, seen);
    case "opening": return opening(state, event);
    case "images": return askToOpen(state, event);
    case "opened": return opened(state, event, seen);
    case "opened-shown": return openedShown(state, event);
    case "ready": return ready(state, event);
    case "not-opened": return notOpened(state, event);
    case "lost": return lost(state, event, seen);
    case "await-open": return awaitOpen(state, event);
    case "attempt-over": return attemptOver(state);

    case "train": return train(state, event, seen);
    case "may-train": return mayTrain(state, event, seen);
    case "start": return start(state, event, seen);
    case "trained": return trained(state, event, seen);
    case "not-trained": return notTrained(state, event);
    case "pause": return pause(state, event, seen);
    case "not-paused": return notPaused(state, event, seen);
    case "pause-slow": return to(state, ...(trainingOf(state.life)?.id === event.request ? [now({ pausing: true })] : []));
    case "pause-over": return to(state, ...(seen.pausing ? [now({ pausing: false })] : []));
    case "paused": return to(state, { kind: "answer", ask: event.ask, isOpen: isOpen(state.life) });
    case "out-of-data": return outOfData(state, seen);
    case "retry-data": return fetchAgain(state, { kind: "retried", ask: event.ask });
    case "retried": return retried(state, event, seen);
    case "stop-now": return andThen(abandon(state, seen), (after) => to(
      { ...after, stopping: true }, { kind: "lose", message: "The reader has stopped the step.", counts: false }, { kind: "then", event: { kind: "stopped-now" } },
    ));
    case "stopped-now": return to({ ...state, stopping: false });

    case "change": return change(state, event, seen);
    case "changes-due": return sendChanges(state, seen);
    case "changed": return changed(state, event, seen);

    case "hold": {
      const held = { ...state, hold: { ...state.hold, ...event.hold } };
      return to(held, ...(isOpen(state.life) && isOtherHold(state, held) ? [{ kind: "hold", at: heldAt(held) } as const] : []));
    }

    case "leave": {
      const { run, life, snapshot } = state;
      return andThen(
        sendChanges(state, seen),
        (after) => to({ ...after, leaving: { run, begun: after.begun, training: trainingOf(life)?.counted === false, departure: event.departure } }, { kind: "leave", ask: event.ask, isOpen: isOpen(life), snapshot }),
      );
    }
    case "left": return state.leaving ? to({ ...state, leaving: null }, { kind: "remember", leaving: state.leaving, last: event.last }) : to(state);
    case "remembered": {
      const { run, silent } = event;
      return run ? to({ ...state, left: run }, offerUndo(silent ? null : run.snapshot.step), { kind: "on-left", run }) : to(state);
    }
    case "take-left": return to({ ...state, left: null }, offerUndo(null));

    case "tick": return tick(state, event, seen);
    case "heartbeat": return heartbeat(state, event);
    case "reached": return state.leaving ? to(state) : to({ ...state, lastStep: event.at }, { kind: "on-step" });
    case "snapshot": return state.leaving ? to(state) : to({ ...state, snapshot: event.snapshot }, { kind: "on-snapshot", snapshot: event.snapshot });
    case "carry-on-from": return to({ ...state, snapshot: event.snapshot });
    case "failed": return failed(state, event);
    case "device": return device(state, event);

    case "dispose": return andThen(dropChanges(state), (after) => to({ ...after, life: { kind: "none" }, disposed: true }, { kind: "drop-patches" }, { kind: "dispose" }));
    default: return event satisfies never;
  }
}

const offerUndo = (undoStep: Step | null): Effect => ({ kind: "set", patch: { undoStep }, flush: false });

const isOtherHold = ({ hold: before }: RunMachine, { hold }: RunMachine): boolean =>
  before.at !== hold.at || before.limit !== hold.limit || before.suspended !== hold.suspended;

/** The worker reports a failure that is not the answer to a command. */
function failed(state: RunMachine, { error }: Extract<RunEvent, { kind: "failed" }>): Transition {
  if (error.code === "worker-lost") return to(state, { kind: "lose", message: error.message, counts: true });
  if (isAboutData(error) && trainingOf(state.life)) return to(state, now({ failure: error }));
  return !state.leaving || isAboutData(error) ? become(state, { kind: "failure" }, failurePatch(error)) : to(state);
}

/** The run continues on another device, which does not know its hold. */
function device(state: RunMachine, { report: { wish, reason, chosen, trials } }: Extract<RunEvent, { kind: "device" }>): Transition {
  if (state.leaving) return to(state);
  const holds = holdEffects(state);
  if (wish !== "auto" || reason !== "fell-back") return to(state, ...holds);
  // A backend that computed wrong numbers is not chosen again, however fast it is. One that failed otherwise is measured again.
  return to(state, ...holds, { kind: "remember-backend", config: state.begun, chosen: trials[0]?.kind === "disagreed" ? chosen : null });
}

/** Requests to a run that nothing uses any more. */
function refusals(event: RunEvent): readonly Effect[] {
  if (event.kind === "train") return [{ kind: "refuse", request: event.ask, error: { code: "superseded", message: "No experiment is open." } }];
  return event.kind === "pause" || event.kind === "retry-data" || event.kind === "await-open" || event.kind === "retried" || event.kind === "paused" ? [{ kind: "answer", ask: event.ask, isOpen: false }] : [];
}
