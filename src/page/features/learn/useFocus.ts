/** Moves the focus for keyboards and screen readers after the focused element has disappeared. */
import { useEffect, useRef, type RefObject } from "react";

/**
 * Focuses an element when it is shown and when `at` changes, unless something else has the focus. `always`: when `at` changes, in any case.
 * The element needs `tabIndex={-1}`.
 */
export function useFocus<T extends HTMLElement>(at: unknown, always = false): RefObject<T | null> {
  const element = useRef<T>(null);
  const before = useRef(at);
  useEffect(() => {
    if ((always && before.current !== at) || document.activeElement === document.body) element.current?.focus();
    before.current = at;
  }, [at, always]);
  return element;
}
