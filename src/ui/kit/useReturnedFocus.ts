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
    if (activeElement !== body && activeElement !== element.current) waits.current = false;
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
