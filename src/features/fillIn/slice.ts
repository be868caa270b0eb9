/** How the search for fill-ins goes. The image that is filled in is the page's, as it is given to models that complete images: `state/fillIn.ts`. */
import type { ErrorCode } from "../../core/errors";
import { defineSlice } from "../../core/slice";

export interface FillInState {
  /** How far the search is, 0 to 1; null: none is under way. */
  readonly filling: number | null;
  /** Why there are no fill-ins of the image held. */
  readonly fillFailure: ErrorCode | null;
}

export const fillIn = defineSlice<FillInState>({
  keys: { filling: { initial: null, reset: "run" }, fillFailure: { initial: null, reset: "run" } },
});
