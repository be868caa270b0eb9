/** Suspends training while nobody can see the page, if the reader has chosen that. A compared run never makes a step before this one and therefore pauses with it. */
import { definePreference } from "../../../core/preference";

export const suspendWhileHidden = definePreference({
  key: "suspendsWhileHidden", stored: "elbo-room.suspends-while-hidden", initial: false, slot: "backendChoices",
  texts: () => import("./texts.en"),
  whileOn({ suspend, visibility }) {
    const update = () => suspend(visibility.hidden);
    const stop = visibility.onChange(update);
    update();
    return () => {
      stop();
      suspend(false);
    };
  },
});
