/** Shows earlier steps of the run, which trains on meanwhile. */
import { ElboError } from "../../../core/errors";
import { Newest } from "../../../core/newest";
import { step as toStep, type Step } from "../../../core/run/ids";
import { nearestStep } from "../../../core/run/nearestStep";
import { Timer } from "../../../core/timer";
import { keyframeAfter } from "../../state/keyframes";
import type { Store } from "../../state/store";
import { addNotice } from "../run/runEvents";
import type { RunKeeper } from "../run/runKeeper";

/** Milliseconds for which a replay shows each keyframe. */
const REPLAY_MS = 150;

/** Returns the session's actions that rewind and replay. It also rewinds to the step that a link says as soon as the run has passed it. */
export function createRewinding(store: Store, run: Pick<RunKeeper, "call">) {
  const requests = new Newest();
  const replay = new Timer();

  const showKeyframe = async (wanted: Step | null): Promise<Step> => {
    store.setState({ rewound: wanted }); // numbers follow at once, pictures as they come
    const { step: shown } = await run.call("rewind", { to: wanted });
    // The worker may have deleted the keyframe meanwhile: it then shows the nearest one.
    if (wanted !== null && store.getState().rewound === wanted) store.setState({ rewound: shown });
    return shown;
  };
  const showNearest = async (to: number | null): Promise<Step> => {
    const { keyframes, step, rewound } = store.getState();
    const wanted = to === null || to >= step ? null : nearestStep(rewound === null ? keyframes : [rewound, ...keyframes], to);
    return wanted === rewound ? rewound ?? step : showKeyframe(wanted);
  };
  /** Recomputes a step, and shows it unless another request comes first. The nearest keyframe is shown meanwhile. */
  const recompute = async (to: Step): Promise<Step> => {
    const signal = requests.begin();
    const { run: id } = store.getState();
    const isCurrent = () => !signal.aborted && store.getState().run === id;
    store.setState({ recomputing: { step: to, progress: 0 } });
    const onProgress = (progress: number) => store.setState(({ recomputing }) => (recomputing ? { recomputing: { step: to, progress } } : {}));
    try {
      const [, { step: found }] = await Promise.all([showNearest(to), run.call("keyframeAt", { step: to }, { signal, onProgress })]);
      if (found === to && isCurrent()) await showKeyframe(to);
      else if (isCurrent()) addNotice(store, { kind: "not-recomputed", step: to });
    } catch (caught) {
      if (ElboError.of(caught).code !== "superseded" && isCurrent()) addNotice(store, { kind: "not-recomputed", step: to });
    } finally {
      if (!signal.aborted) store.setState({ recomputing: null });
    }
    const { rewound, step } = store.getState();
    return rewound ?? step;
  };
  const cancelRecomputing = () => {
    requests.cancel();
    if (store.getState().recomputing !== null) store.setState({ recomputing: null });
  };
  /** Ends the replay, and what is being recomputed: the reader has chosen a step. */
  const end = () => {
    replay.stop();
    cancelRecomputing();
    store.setState({ replaying: false, awaited: null });
  };
  const rewind = async (to: number | null): Promise<Step> => {
    end();
    const { keyframes, step, rewound } = store.getState();
    return to === null || to >= step || to === rewound || keyframes.includes(toStep(to)) ? showNearest(to) : recompute(toStep(to));
  };
  const unsubscribe = store.subscribe(({ awaited, keyframes, step, phase, forking, recomputing }, before) => {
    const forks = forking !== null && before.forking === null;
    const trains = phase === "training" && before.phase !== "training";
    if (recomputing !== null && (forks || trains)) cancelRecomputing();
    if (awaited === null || (keyframes === before.keyframes && step === before.step && phase === before.phase)) return;
    // While the run trains, the keyframe of this step is stored by itself.
    const canRecompute = (phase === "paused" || phase === "finished") && (keyframes[0] ?? Infinity) <= awaited;
    if (step > awaited && (canRecompute || keyframes.includes(awaited))) rewind(awaited).catch(end);
  });
  const next = () => {
    const { keyframes, rewound, replaying } = store.getState();
    if (!replaying || rewound === null) return store.setState({ replaying: false }); // another run may await its own step by now
    const after = keyframeAfter(keyframes, rewound);
    if (after === null) end();
    else replay.set(next, REPLAY_MS);
    showNearest(after).catch(end);
  };
  return {
    dispose() {
      replay.stop();
      unsubscribe();
    },
    rewind,
    rewindNear(to: number | null) {
      end();
      return showNearest(to);
    },
    replay() {
      const { keyframes, rewound } = store.getState();
      if (keyframes.length === 0) return;
      end();
      if (rewound === null) showNearest(keyframes[0]!).catch(end);
      store.setState({ replaying: true });
      replay.set(next, REPLAY_MS);
    },
  };
}
