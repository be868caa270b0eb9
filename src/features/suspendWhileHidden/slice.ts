/** Whether training is suspended while the page is hidden: a preference that the browser remembers. */
import { defineSlice } from "../../core/slice";

export const suspendWhileHidden = defineSlice<{ readonly suspendsWhileHidden: boolean }>({
  keys: { suspendsWhileHidden: { initial: false } },
  preferences: {
    suspendsWhileHidden: { name: "elbo-room.suspends-while-hidden", read: (text) => text === "on", write: (on) => (on ? "on" : "off") },
  },
});
