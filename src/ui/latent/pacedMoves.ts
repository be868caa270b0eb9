/**
 * Passes a pointer's moves on at the pace of their pictures. Browsers handle moves, and draw, before they take the worker's messages: on a slow
 * machine a cross that is drawn again in each frame would keep the picture waiting.
 */
import { MOMENTS } from "../../core/readerMoves";
import type { Frames } from "../../state/frames";

export interface PacedMoves {
  /** Passes the position on at once, or with the next picture. Of the positions that wait only the newest is passed on. `at`: the time of the event. */
  to(z: readonly number[], at: number): void;
  /** Passes the waiting position on. */
  end(): void;
  /** Drops the waiting position. */
  drop(): void;
  dispose(): void;
}

/** `move` takes the positions that are passed on. */
export function createPacedMoves(frames: Pick<Frames, "subscribe">, move: (z: readonly number[], at: number) => void): PacedMoves {
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
    to(...next) {
      waiting = next;
      if (timer === undefined) pass();
    },
    end: pass,
    drop,
    dispose() {
      drop();
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
