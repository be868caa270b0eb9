/**
 * The state of the search for fill-ins. The image itself is in the page's state (`state/fillIn.ts`), because it is also the input of models
 * that complete images.
 */
import type { ErrorCode } from "../../../core/errors";
import { defineSlice } from "../../../core/slice";

export interface FillInState {
  /** Progress of the search, 0 to 1; null: none is running. */
  readonly filling: number | null;
  /** The error of the last search for the current image. */
  readonly fillFailure: ErrorCode | null;
}

export const fillIn = defineSlice<FillInState>({
  keys: { filling: { initial: null, reset: "run" }, fillFailure: { initial: null, reset: "run" } },
});
