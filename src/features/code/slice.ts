import { defineSlice } from "../../core/slice";

export interface CodeState {
  /** Whether the code beside the equation is shown. */
  readonly code: boolean;
}

export const code = defineSlice<CodeState>({ keys: { code: { initial: false } } });
