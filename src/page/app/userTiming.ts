/** User Timing of the reader's moves, for developer tools and `bench/`: docs/scripting.md. The page works without it, so it is fetched later. */
import type { Frames } from "../state/frames";
import type { Store } from "../state/store";
import { timeDrags } from "./latent/dragTiming";
import { timeRewinding } from "./rewind/rewindTiming";

/** Records all measures from now on. */
export function timeMoves(store: Pick<Store, "subscribe">, frames: Frames): void {
  timeDrags(frames);
  timeRewinding(store, frames);
}
