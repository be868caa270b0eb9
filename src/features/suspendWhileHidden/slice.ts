/** Whether training is suspended while the page is hidden: a preference that the browser remembers. */
import { defineSlice, onOffPreference } from "../../core/slice";

export const suspendWhileHidden = defineSlice<{ readonly suspendsWhileHidden: boolean }>({
  keys: { suspendsWhileHidden: { initial: false } },
  preferences: { suspendsWhileHidden: onOffPreference("elbo-room.suspends-while-hidden", false) },
});
