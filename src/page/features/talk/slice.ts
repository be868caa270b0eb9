/** The talk that came with a link, until it is opened. */
import { defineSlice } from "../../../core/slice";

export const talk = defineSlice<{ readonly linkedTalk: string | null }>({
  keys: {
    // `talkFile.ts` writes and reads it. It is opened once, so the address does not contain it afterwards.
    linkedTalk: { initial: null, link: { key: "talk", read: (written) => written, write: () => null } },
  },
});
