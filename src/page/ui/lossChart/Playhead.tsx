/** Chooses the displayed step by a handle on the chart's step axis, and replays the stored steps. At the right end the handle follows the run. */
import { useRef, type CSSProperties, type KeyboardEvent } from "react";
import { useStore as useZustand } from "zustand";
import { keyframeAfter, keyframeBefore } from "../../state/keyframes";
import { usePanelParts, useStore, useTexts } from "../context";
import { missingImages } from "../experiment/hintText";
import { meantKey } from "../kit/meantKey";
import { quietly } from "../kit/quietly";
import { useReturnedFocus } from "../kit/useReturnedFocus";
import { countText, percentText } from "../numbers";
import type { FrameStore } from "./frameStore";
import "./playhead.css";

export function Playhead({ frameStore }: { readonly frameStore: FrameStore }) {
  const { left, width, top, bottom, end, last } = useZustand(frameStore);
  const texts = useTexts().instruments.playhead;
  const { session } = usePanelParts();
  const keyframes = useStore((state) => state.keyframes);
  const rewound = useStore((state) => state.rewound);
  const training = useStore((state) => state.phase === "training");
  const recomputed = useStore((state) => state.recomputing?.step);
  const forks = useStore((state) => state.forking !== null);
  const { pressed, target: handle } = useReturnedFocus(`${rewound !== null} ${forks}`);
  const at = recomputed ?? rewound ?? last;
  const show = (to: number | null) => { session.rewind(to).catch(() => undefined); };
  /** The step to which the pointer that holds the handle has moved it. */
  const dragged = useRef<{ to: number | null } | null>(null);
  const move = (to: number) => {
    if (!dragged.current) return show(to);
    dragged.current.to = to;
    session.rewindNear(to).catch(() => undefined);
  };
  const release = () => {
    const to = dragged.current?.to ?? null;
    dragged.current = null;
    if (to !== null && rewound !== null) show(to); // otherwise it was moved to the current step
  };
  const [earlier, later] = [() => Math.max(keyframes[0] ?? 0, at - 1), () => at + 1];
  // Page keys move between stored steps, which are displayed at once.
  const byKey = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: earlier, ArrowDown: earlier, ArrowRight: later, ArrowUp: later,
      PageDown: () => keyframeBefore(keyframes, at), PageUp: () => keyframeAfter(keyframes, at), Home: () => keyframes[0] ?? null, End: () => null,
    }[meantKey(event)];
    if (!to) return;
    event.preventDefault();
    show(to());
  };
  return (
    <div
      className="playhead" data-rewound={rewound !== null || undefined}
      style={{ left, width, height: bottom, "--at": at / end, "--top": `${top}px` } as CSSProperties}
    >
      <div className="playhead__line" />
      <input
        ref={handle} type="range" className="playhead__handle" min={0} max={end} value={at} aria-label={texts.name} title={texts.title}
        aria-valuetext={rewound !== null ? texts.past(countText(at), countText(last)) : training ? texts.live : texts.now(countText(last))}
        onPointerDown={() => { dragged.current = { to: null }; }} onPointerUp={release} onPointerCancel={release}
        onChange={({ target }) => move(target.valueAsNumber)} onKeyDown={byKey}
      />
      {rewound !== null && <PastStep step={rewound} onLeave={pressed} />}
    </div>
  );
}

/** Shown over the chart at an earlier step: which step it is, and buttons to return or to continue from there in a fork. */
function PastStep({ step, onLeave }: { readonly step: number; onLeave(): void }) {
  const texts = useTexts().instruments.playhead;
  const { session } = usePanelParts();
  const forking = useStore((state) => state.forking);
  const recomputing = useStore((state) => state.recomputing);
  const { shell } = useTexts();
  const waiting = useStore((state) => ((state.recomputing?.progress ?? state.forking) === 0 ? missingImages(state.data, shell) : null));
  const leave = (action: Promise<unknown>) => {
    onLeave();
    quietly(action);
  };
  if (forking !== null) {
    return (
      <div className="playhead__past">
        <label>
          {waiting ?? texts.forking(countText(step))} <progress className="playhead__progress" max={1} value={forking} />
        </label>
        <button type="button" onClick={() => quietly(session.endFork())}>{texts.cancel}</button>
      </div>
    );
  }
  return (
    <div className="playhead__past">
      <span>
        {recomputing === null && texts.at(countText(step))}
        {/* Whole tenths, because each change is read out. */}
        <span role="status">{recomputing !== null && (waiting ?? texts.recomputing(countText(recomputing.step), percentText(Math.floor(10 * recomputing.progress) / 10)))}</span>
      </span>
      <button type="button" onClick={() => leave(session.rewind(null))}>{texts.back}</button>
      <button type="button" title={texts.forkTitle} disabled={recomputing !== null} onClick={() => leave(session.fork())}>{texts.fork}</button>
    </div>
  );
}

/** Replays the run up to its last step, from the displayed step or from the beginning. */
export function ReplayButton() {
  const texts = useTexts().instruments.playhead;
  const { session } = usePanelParts();
  const playing = useStore((state) => state.replaying);
  const rewound = useStore((state) => state.rewound);
  const playable = useStore((state) => state.keyframes.length > 1);
  return (
    <button
      type="button" className="loss-chart__data" disabled={!playable}
      onClick={playing ? () => { session.rewind(rewound).catch(() => undefined); } : session.replay}
    >
      {playing ? texts.stop : texts.replay}
    </button>
  );
}
