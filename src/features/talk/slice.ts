/** The talk that came with a link, until it is opened. */
import { defineSlice } from "../../core/slice";

export const talk = defineSlice<{ readonly linkedTalk: string | null }>({
  keys: {
    // `talkFile.ts` writes and reads it. It is opened once, so that the address does not say it again.
    linkedTalk: { initial: null, link: { key: "talk", read: (written) => written, write: () => null } },
  },
});
