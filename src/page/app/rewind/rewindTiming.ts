/**
 * User Timing of rewinding: a measure "rewind-to-picture" for every step to which the reader rewound and whose pictures all appeared, from
 * the time at which its weights are available to the end of the frame that paints the last of samples and map. Developer tools and `bench/` read it;
 * docs/scripting.md describes it.
 */
import type { Frames } from "../../state/frames";
import type { Store } from "../../state/store";

const NAME = "rewind-to-picture";
/** The pictures that are timed. Only models with codes have "codes". */
const KINDS = ["samples", "manifold", "codes"] as const;

/** Records these measures from now on. */
export function timeRewinding(store: Pick<Store, "subscribe">, frames: Frames): void {
  let turned: { readonly start: number; readonly step: number } | null = null;
  store.subscribe(({ rewound }, before) => {
    if (rewound !== before.rewound) turned = rewound === null ? null : { start: performance.now(), step: rewound };
  });
  const look = () => {
    const mine = turned;
    const shown = KINDS.flatMap((kind) => frames.latest(kind) ?? []);
    if (!mine || shown.length === 0 || shown.some(({ step }) => step !== mine.step)) return;
    turned = null;
    requestAnimationFrame(() => {
      // This task runs after the frame has been painted.
      setTimeout(() => {
        performance.measure(NAME, { start: mine.start, end: performance.now(), detail: { step: mine.step } });
        performance.clearMeasures(NAME); // observers have it; the page's own list must not grow
      });
    });
  };
  KINDS.forEach((kind) => frames.subscribe(kind, look));
}
