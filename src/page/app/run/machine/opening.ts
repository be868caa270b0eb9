/** Opens the run in a worker: from step 0, from a snapshot, or again after its worker was lost. An attempt goes on only while it is the newest. */
import { runId, type RunId } from "../../../../core/run/ids";
import { valuesAt } from "../../../../core/run/liveChanges";
import type { State } from "../../../state/store";
import type { Effect } from "./effects";
import type { RunEvent } from "./events";
import { isOpen, nextLife, phaseOf, trainingOf } from "./life";
import { dropChanges, sendChanges } from "./settings";
import { goalOf, heldAt, NO_BEATS, restAt, resumedAt, type RunMachine, type Seen } from "./state";
import { andThen, become, concluded, dataFailureOf, failurePatch, to, type Transition } from "./transition";

type Of<K extends RunEvent["kind"]> = Extract<RunEvent, { kind: K }>;

/** The store's values for a worker or device that has just started and has no keyframes. */
export const noKeyframes: Pick<State, "keyframes" | "rewound" | "recomputing" | "replaying"> = { keyframes: [], rewound: null, recomputing: null, replaying: false };

/** Another run, or the same from its beginning, takes the place of the current one. */
export function open(state: RunMachine, { config, options }: Of<"open">): Transition {
  const { settle = 0, fork = false, keepTraining = false, snapshot = null, again = false, record, state: patch = {} } = options;
  const life = nextLife(state.life, { kind: "open", keeps: keepTraining ? "untilPaused" : "none" });
  const at = resumedAt({ snapshot });
  const run = state.run + 1;
  return andThen(dropChanges(state), (next) => to(
    { ...next, life, run, begun: config, snapshot, backendBefore: record?.backend, lastStep: at },
    { kind: "drop-patches" },
    { kind: "show", config, previous: state.begun, at, again, record, patch },
    ...concluded(state.life, life, "superseded"),
    { kind: "then", event: { kind: "shown", settle, fork, run } },
  ));
}

/** The store describes the run, whose training keeps to the run's own stop. */
export function shown(state: RunMachine, { settle, fork, run }: Of<"shown">, { stop }: Seen): Transition {
  const { life } = state;
  const training = trainingOf(life);
  const kept = life.kind === "opening" && training ? { ...life, training: { ...training, until: goalOf({ step: resumedAt(state), stop }) } } : life;
  return to({ ...state, life: kept }, { kind: "on-opening" }, { kind: "then", event: { kind: "begin", settle, fork, run } });
}

/** Opens the same run again from its last snapshot. */
export function beginAgain(state: RunMachine): Transition {
  const life = nextLife(state.life, { kind: "open", keeps: "any" });
  return to({ ...state, life }, ...concluded(state.life, life, "superseded"), { kind: "then", event: { kind: "begin", settle: 0, fork: false, run: state.run } });
}

/** Begins an attempt to open the run. Earlier attempts are outdated. */
export function begin(state: RunMachine, { settle, fork, run }: Of<"begin">, { failure }: Seen): Transition {
  if (run !== state.run) return to(state);
  const attempt = runId(state.attempt.id + 1);
  return to(
    { ...state, beats: NO_BEATS, attempt: { id: attempt, ended: false, fork: fork ? state.attempt.id : null } },
    { kind: "drop-patches" },
    { kind: "set", patch: { run: attempt, phase: phaseOf(state.life), failure: dataFailureOf(failure), probing: null, step: resumedAt(state) }, flush: false },
    { kind: "then", event: { kind: "opening", attempt, settle, now: "begun" } },
  );
}

/** Returns whether this attempt is the newest one and has not ended. */
const isUnderWay = ({ attempt: { id, ended } }: RunMachine, attempt: RunId): boolean => attempt === id && !ended;

/** The newest attempt goes on: the previous run has been left, no further changes come, workers can be started. */
export function opening(state: RunMachine, event: Of<"opening">): Transition {
  const { attempt, settle } = event;
  if (!isUnderWay(state, attempt)) return to(state);
  const after = (next: typeof event.now): RunEvent => ({ ...event, now: next });
  switch (event.now) {
    case "begun": return to(state, state.leaving ? { kind: "await-left", then: after("left") } : { kind: "then", event: after("left") });
    case "left": return to(state, { kind: "begin-client", attempt }, settle === 0 ? { kind: "then", event: after("settled") } : { kind: "wait", settle, then: after("settled") });
    case "settled": return to(state, { kind: "connect", then: after("connected") });
    case "connected": return to(state, { kind: "start-client", attempt, config: state.begun });
    default: return event.now satisfies never;
  }
}

/** The worker is there, and the images that it needs. */
export function askToOpen(state: RunMachine, { attempt, own }: Of<"images">): Transition {
  const { begun: config, snapshot, backendBefore, attempt: { fork } } = state;
  return isUnderWay(state, attempt) ? to(state, { kind: "open", attempt, config, snapshot, backendBefore, fork, own }) : to(state);
}

/** The worker has opened the run. */
export function opened(state: RunMachine, { attempt, requested, opened: reply, classNames }: Of<"opened">, seen: Seen): Transition {
  if (!isUnderWay(state, attempt)) return to(state);
  const { report, step } = reply;
  const isMeasured = report.wish === "auto" && report.reason !== "fell-back" && report.reason !== "at-once" && !state.backendBefore;
  return andThen(
    become(state, { kind: "opened", rest: restAt(step, seen) }, { opened: reply, classNames, report, probing: null, step, ...noKeyframes }),
    (next) => to(
      next,
      ...(isMeasured ? [{ kind: "remember-backend", config: requested, chosen: report.chosen } as const] : []),
      { kind: "notice-fall-back", report },
      { kind: "then", event: { kind: "opened-shown", attempt, requested, opened: reply } },
    ),
  );
}

/** The store shows that the run is open: the worker gets the changes of settings since it was asked. */
export function openedShown(state: RunMachine, { attempt, requested, opened: { report, step } }: Of<"opened-shown">): Transition {
  const [now, then] = [valuesAt(state.begun, step), valuesAt(requested, step)];
  const values = Object.fromEntries(Object.entries(now).filter(([id, value]) => then[id] !== value));
  const sends: readonly Effect[] = Object.keys(values).length > 0 ? [{ kind: "adjust", values, run: null, rested: true }] : [];
  return to(state, ...sends, { kind: "on-opened", report }, { kind: "then", event: { kind: "reached", at: step } }, { kind: "then", event: { kind: "ready", attempt } });
}

/** The run is open: what waited for it begins. */
export function ready(state: RunMachine, { attempt }: Of<"ready">): Transition {
  if (attempt !== state.attempt.id) return to(state);
  const training = trainingOf(state.life);
  return andThen(
    to(state, ...holdEffects(state), ...(training ? [{ kind: "then", event: { kind: "start", request: training.id } } as const] : [])),
    attemptEnded,
  );
}

/** Returns what tells the worker the step at which it has to wait, if there is one. */
export function holdEffects(state: RunMachine): readonly Effect[] {
  const at = heldAt(state);
  return at === null ? [] : [{ kind: "hold", at }];
}

const attemptEnded = (state: RunMachine): Transition => to({ ...state, attempt: { ...state.attempt, ended: true } }, { kind: "later", event: { kind: "attempt-over" } });

/** The page wants to know when the newest attempt has ended. */
export const awaitOpen = (state: RunMachine, { ask }: Of<"await-open">): Transition =>
  to({ ...state, waiting: [...state.waiting, ask] }, ...(state.attempt.ended ? [{ kind: "later", event: { kind: "attempt-over" } } as const] : []));

/** Answers those who wait for the end of the newest attempt, in their order: even those that began to wait during an earlier one. */
export function attemptOver(state: RunMachine): Transition {
  if (!state.attempt.ended) return to(state);
  return to({ ...state, waiting: [] }, ...state.waiting.map((ask): Effect => ({ kind: "answer", ask, isOpen: isOpen(state.life) })));
}

/** The run could not be opened. */
export function notOpened(state: RunMachine, { attempt, error }: Of<"not-opened">): Transition {
  if (!isUnderWay(state, attempt)) return to(state);
  const isFailure = error.code !== "superseded" && error.code !== "worker-lost";
  return andThen(isFailure ? become(state, { kind: "closed" }, failurePatch(error), error) : to(state), attemptEnded);
}

/** The worker was lost: the run continues in another one, or fails if workers are lost too often. A worker that did not hold the run yet is replaced without a notice. */
export function lost(state: RunMachine, { error, again }: Of<"lost">, seen: Seen): Transition {
  const kind = state.stopping ? "step-stopped" : "worker-restarted";
  const notices: readonly Effect[] = isOpen(state.life) ? [{ kind: "notice", notice: { kind, step: resumedAt(state) } }] : [];
  return andThen(
    become(state, { kind: "open", keeps: "any" }, { failure: null }),
    (next) => sendChanges(next, seen),
    (next) => to({ ...next, backendBefore: undefined }, { kind: "remember-backend", config: next.begun, chosen: null }),
    (next) => (again
      ? to(next, ...notices, { kind: "then", event: { kind: "begin", settle: 0, fork: false, run: next.run } })
      : andThen(become(next, { kind: "closed" }, failurePatch(error), error), attemptEnded)),
  );
}
