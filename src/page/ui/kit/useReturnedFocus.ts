/** Gives the focus back after a pressed button has been disabled or removed, which leaves keyboards at the beginning of the page. */
import { useEffect, useRef } from "react";

/**
 * Returns `pressed`, to be called when the button is pressed, and `target`, a ref for the element that then gets the focus when `at` changes, unless
 * something else has it.
 */
export function useReturnedFocus(at: unknown) {
  const element = useRef<HTMLElement>(null);
  const waits = useRef(false);
  useEffect(() => {
    const { activeElement, body } = document;
    // A button that has just been disabled still has the focus until the next frame.
    if (activeElement !== body && activeElement !== element.current && !activeElement?.matches(":disabled")) waits.current = false;
    else if (waits.current && element.current && !element.current.matches(":disabled")) {
      element.current.focus();
      waits.current = false; // a later change has nothing to do with this press
    }
  }, [at]);
  return {
    pressed: () => { waits.current = true; },
    target: (next: HTMLElement | null) => { element.current = next; },
  };
}

/** The id of the button Train, of which each room has one. */
export const TRAIN_BUTTON = "train-button";

/** Returns a function like `pressed` of `useReturnedFocus`, for a target that may be in another part of the page: the button Train. */
export function useFocusOnTrain(at: unknown): () => void {
  const { pressed, target } = useReturnedFocus(at);
  return () => {
    target(document.getElementById(TRAIN_BUTTON));
    pressed();
  };
}
