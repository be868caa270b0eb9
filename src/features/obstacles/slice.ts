/** What the server, or something between it and the reader, does to the page, and the browser reports. */
import type { Refusal } from "../../core/browser/refusals";
import { defineSlice } from "../../core/slice";

/** `quirks`: something stands before the page's first line, so that the browser shows it as pages of the last century. */
export type Obstacle = Refusal | { readonly kind: "quirks" };

export const obstacles = defineSlice<{ readonly obstacles: readonly Obstacle[]; readonly dismissedObstacles: readonly Obstacle[] }>({
  keys: { obstacles: { initial: [] }, dismissedObstacles: { initial: [] } },
});
