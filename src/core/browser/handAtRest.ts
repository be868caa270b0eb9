/** Tells when the reader's hand rests. What can wait, such as fetching parts that may be opened later, then delays no picture under it. */
import { sleep } from "../tasks";

/** Milliseconds without a pressed pointer that moves, or a key, after which the hand rests. */
const REST_MS = 1000;

let movedAt = -Infinity;
for (const kind of ["pointermove", "keydown"] as const) {
  // Unit tests have no window.
  globalThis.addEventListener?.(kind, (event) => {
    if ((event as PointerEvent).buttons !== 0) movedAt = event.timeStamp; // keys have none
  }, true);
}

/** Resolves when the hand rests: at once if it does. */
export async function handAtRest(): Promise<void> {
  while (performance.now() - movedAt < REST_MS) await sleep(REST_MS);
}
