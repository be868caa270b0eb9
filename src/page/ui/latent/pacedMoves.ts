/**
 * Passes a pointer's moves on at the pace of their pictures. Browsers handle moves, and draw, before they take the worker's messages: on a slow
 * machine a cross that is drawn again in each frame would keep the picture waiting.
 */
import { MOMENTS } from "../../../core/readerMoves";
import type { Frames } from "../../state/frames";

export type PacedMoves = ReturnType<typeof createPacedMoves>;

/** `move` takes the positions that are passed on. */
export function createPacedMoves(frames: Pick<Frames, "subscribe">, move: (z: readonly number[], at: number) => void) {
  let waiting: Parameters<typeof move> | null = null;
  /** Runs while a picture is awaited. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pass = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    const next = waiting;
    waiting = null;
    timer = setTimeout(pass, MOMENTS.nextPosition);
    move(...next);
  };
  const drop = () => { waiting = null; };
  const unsubscribe = frames.subscribe("decoded", pass);
  return {
    /** Passes the position on at once, or with the next picture. Of the positions that wait only the newest is passed on. `at`: the time of the event. */
    to(...next: [z: readonly number[], at: number]) {
      waiting = next;
      if (timer === undefined) pass();
    },
    /** Passes the waiting position on. */
    end: pass,
    /** Drops the waiting position. */
    drop,
    dispose() {
      drop();
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
