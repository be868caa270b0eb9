/** Shows earlier steps of the run, which trains on meanwhile. */
import { nearestStep } from "../../core/run/nearestStep";
import { keyframeAfter } from "../../state/keyframes";
import type { Session } from "../../state/session";
import type { Store } from "../../state/store";
import type { Params, Reply } from "../../worker/protocol";

/** Milliseconds for which a replay shows each keyframe. */
const FILM_MS = 150;

export interface Rewinding extends Pick<Session, "rewind" | "replay"> {
  dispose(): void;
}

/** A run that takes the command `rewind`. */
interface Rewindable {
  call(command: "rewind", params: Params<"rewind">): Promise<Reply<"rewind">>;
}

/** Returns the actions that rewind and replay. It also rewinds to the step that a link says as soon as the run has passed it. */
export function createRewinding(store: Store, run: Rewindable): Rewinding {
  let film: ReturnType<typeof setTimeout> | undefined;

  const show: Session["rewind"] = async (to) => {
    const { keyframes, step, rewound } = store.getState();
    const wanted = to === null || to >= step ? null : nearestStep(keyframes, to);
    if (wanted === rewound) return rewound ?? step;
    store.setState({ rewound: wanted }); // numbers follow at once, pictures as they come
    const { step: shown } = await run.call("rewind", { to: wanted });
    // The worker may have deleted the keyframe meanwhile: it then shows the nearest one.
    if (wanted !== null && store.getState().rewound === wanted) store.setState({ rewound: shown });
    return shown;
  };
  /** Ends the replay: the reader has chosen a step. */
  const end = () => {
    clearTimeout(film);
    store.setState({ replaying: false, awaited: null });
  };
  const unfollow = store.subscribe(({ awaited, keyframes, step }, before) => {
    if (awaited === null || (keyframes === before.keyframes && step === before.step)) return;
    if (step <= awaited || !keyframes.includes(awaited)) return;
    end();
    show(awaited).catch(end);
  });
  const next = () => {
    const { keyframes, rewound, replaying } = store.getState();
    if (!replaying || rewound === null) return end();
    const after = keyframeAfter(keyframes, rewound);
    if (after === null) end();
    else film = setTimeout(next, FILM_MS);
    show(after).catch(end);
  };
  return {
    dispose: unfollow,
    rewind(to) {
      end();
      return show(to);
    },
    replay() {
      const { keyframes, rewound } = store.getState();
      if (keyframes.length === 0) return;
      end();
      if (rewound === null) show(keyframes[0]!).catch(end);
      store.setState({ replaying: true });
      film = setTimeout(next, FILM_MS);
    },
  };
}
