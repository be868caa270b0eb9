import { defineSlice } from "../../../core/slice";

export interface CodeState {
  /** Whether the code beside the equation is shown. */
  readonly code: boolean;
  /** The program that a link puts into the editor without training it, packed. Null: none, or the reader has changed it. */
  readonly linkedDraft: string | null;
  /** The lines of the run's program in the displayed stage of slow motion, counted from 0. */
  readonly stageLines: readonly number[];
  /** The program in the editor, unless the run trains it. Null: it does, or no editor is open. */
  readonly edited: string | null;
}

export const code = defineSlice<CodeState>({
  keys: {
    code: { initial: false },
    linkedDraft: { initial: null, reset: "experiment", link: { key: "draft", read: (written) => written || null, write: (packed) => packed } },
    stageLines: { initial: [] },
    edited: { initial: null },
  },
});
