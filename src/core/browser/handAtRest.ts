/** Tells when the reader's hand rests. What can wait, such as fetching parts that may be opened later, then delays no picture under it. */
import { MOMENTS, ReaderMoves } from "../readerMoves";
import { sleep } from "../tasks";

/** Moves of a pressed pointer, and keys. */
const moves = new ReaderMoves();
for (const kind of ["pointermove", "keydown"] as const) {
  // Unit tests have no window.
  globalThis.addEventListener?.(kind, (event) => {
    if ((event as PointerEvent).buttons !== 0) moves.moved(event.timeStamp); // keys have none
  }, true);
}

/** Resolves when the hand rests: at once if it does. */
export async function handAtRest(): Promise<void> {
  while (moves.isMoving("fetching")) await sleep(MOMENTS.fetching);
}
