/**
 * The state machine of saving: `next` says for each event what of the current run is stored, and what has to be done. It is pure. `../keeping.ts`
 * carries the effects out.
 */
import type { HistoryRequest, HistoryUpdate } from "../../../../core/run/past";
import { transitionsOf, type Transition as TransitionOf } from "../../../../core/transition";
import { isAtRest, type Durability, type Saving, type SavingEffect, type SavingEvent, type Seen, type Stored } from "./state";

/** A run is saved after this many milliseconds of training. This is also the least time between two requests for its state. */
const KEEP_AFTER_MS = 2000;
/** Milliseconds before each retry of a failed write of a run that does not train: the disk may have been busy, or have room again. */
const RETRIES = [1000, 10_000, 60_000];
const NOTHING: Stored = { step: null, losses: 0, past: { start: undefined, keyframes: [] } };

export const NOTHING_SAVED: Saving = { id: null, stored: NOTHING, worthSaving: null, nextTakeAt: 0, failures: 0 };

type Transition = TransitionOf<Saving, SavingEffect>;
const { to, andThen } = transitionsOf<Saving, SavingEffect>();
const take = (durability: Durability): SavingEffect => ({ kind: "take", durability });

/** Returns the state after the event, and what has to be done, in this order. `seen`: the store's values at the time of the event. */
export function next(saving: Saving, event: SavingEvent, seen: Seen): Transition {
  const { stored } = saving;
  switch (event.kind) {
    // A short training may have ended before this script was loaded, or the page been hidden.
    case "begin": return andThen(toRun(saving, seen), (after) => toPhase(after, seen, event.at), (after) => to(after, ...(event.hidden ? hide(seen) : [])));
    case "changed": return changed(saving, event, seen);
    case "losses": {
      const valid = { ...saving, stored: upTo(stored, event) };
      const isDue = seen.phase === "training" && seen.comparison === null && event.at >= saving.nextTakeAt && event.canWrite;
      return isDue ? to({ ...valid, worthSaving: seen.run }, take("relaxed")) : to(valid);
    }
    case "hidden": return to(saving, ...hide(seen));
    case "wanted": return to({ ...saving, worthSaving: seen.run });
    case "taking": return to({ ...saving, nextTakeAt: Infinity });
    case "taken": return to({ ...saving, nextTakeAt: event.at + KEEP_AFTER_MS });
    case "past-read": return to({ ...saving, stored: { ...stored, past: event.past } });
    case "writing": return to({ ...saving, stored: { ...stored, losses: event.losses, past: event.past ? withUpdate(stored.past, event.past) : stored.past } });
    case "written": {
      // Another tab has deleted it, with its earlier steps.
      const isDeleted = !event.wasThere && stored.step !== null && event.id === saving.id;
      const past = isDeleted ? NOTHING.past : stored.past;
      return to({ ...saving, stored: { ...stored, past, step: event.step } }, ...(isDeleted ? [take(event.durability)] : []));
    }
    case "write-over": {
      if (event.refused === null) return to({ ...saving, failures: 0 });
      // The earlier version of the run is still stored. If the run trains, its next state is written anyway.
      const refused = { ...saving, stored: { ...NOTHING, step: stored.step } };
      if (event.refused === "blocked") return to(refused, { kind: "retry", when: "unblocked" });
      return to({ ...refused, failures: saving.failures + 1 }, { kind: "retry", when: RETRIES[saving.failures] ?? null });
    }
    case "retry": return to(saving, ...(isAtRest(seen) ? [take("strict")] : []));
    case "dispose": return to({ ...saving, id: null }, ...STOP, { kind: "lock", id: null, before: saving.id });
    default: return event satisfies never;
  }
}

const STOP: readonly SavingEffect[] = [{ kind: "ask-to-persist", soon: false }, { kind: "retry", when: null }];

const hide = ({ phase }: Seen): readonly SavingEffect[] => (phase === "training" ? [take("strict")] : []);

/** The store has other values: of another run, of the same run in another phase, or results of a run at rest. */
function changed(saving: Saving, { before, at }: Extract<SavingEvent, { kind: "changed" }>, seen: Seen): Transition {
  const same = seen.run === before.run ? saving : { ...saving, stored: { ...saving.stored, step: null } };
  const { id } = saving;
  const ofRun = seen.keptAs === before.keptAs ? to(same, ...(seen.room !== before.room && id !== null ? [{ kind: "remember-run", id, room: seen.room } as const] : [])) : toRun(same, seen);
  const isOpened = seen.opened !== null && seen.opened.report !== before.opened?.report;
  return andThen(
    ofRun,
    (after) => to(after, ...(isOpened ? [{ kind: "send-past" } as const] : [])),
    (after) => (seen.phase === before.phase ? to(after, ...(isAtRest(seen) ? atRest(before, seen) : [])) : toPhase(after, seen, at)),
  );
}

/** The current run is stored with this id from now on, and nothing of it is known to be written. */
function toRun(saving: Saving, { keptAs: id, room }: Seen): Transition {
  return to({ ...saving, id, stored: NOTHING }, { kind: "lock", id, before: saving.id }, ...(id === null ? [] : [{ kind: "remember-run", id, room } as const]));
}

function toPhase(saving: Saving, seen: Seen, at: number): Transition {
  const rested = { ...saving, failures: 0 };
  if (seen.phase === "training") return to({ ...rested, nextTakeAt: at + KEEP_AFTER_MS }, ...STOP, { kind: "remember-paused", paused: false }, { kind: "ask-to-persist", soon: true });
  // A run that was just opened beyond its beginning is written, too: it has another history entry, or is a fork, or comes from a file.
  return to(rested, ...STOP, ...(isAtRest(seen) ? [{ kind: "remember-paused", paused: true } as const, take("strict")] : []));
}

function atRest(before: Seen, seen: Seen): readonly SavingEffect[] {
  if (before.comparison && !seen.comparison) return [take("strict")]; // its pause during the comparison was not saved
  return (["heldOut", "measured", "afterEpochs"] as const).some((what) => seen[what] !== before[what]) ? [take("relaxed")] : [];
}

/** Returns what is stored of the steps up to this one. */
function upTo(stored: Stored, { upTo: last, length }: Extract<SavingEvent, { kind: "losses" }>): Stored {
  const { losses, past } = stored;
  const keyframes = past.keyframes.filter((at) => at <= last);
  return { ...stored, losses: Math.min(losses, length), past: keyframes.length < past.keyframes.length ? { ...past, keyframes } : past };
}

function withUpdate({ start, keyframes }: HistoryRequest["had"], update: HistoryUpdate): HistoryRequest["had"] {
  const steps = new Set([...keyframes, ...update.keyframes.map((one) => one.step)]);
  return { start: update.start === undefined ? start : update.start?.step, keyframes: update.steps.filter((at) => steps.has(at)) };
}
