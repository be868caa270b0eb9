/** Where keyboards and screen readers go on from, after what had the focus has gone. */
import { useEffect, useRef, type RefObject } from "react";

/**
 * Puts the focus on an element when it is shown, and when `at` changes, unless something else has it; `always`: when `at` changes whatever has
 * it. The element has `tabIndex={-1}`.
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
