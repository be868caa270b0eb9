import { defineSlice } from "../../core/slice";

export interface CodeState {
  /** The code beside the equation is on show. */
  readonly code: boolean;
}

export const code = defineSlice<CodeState>({ keys: { code: { initial: false } } });
