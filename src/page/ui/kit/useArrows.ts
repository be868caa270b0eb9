/** Makes a group of buttons a single Tab stop: arrows, Home and End move between them. */
import { useState, type FocusEvent, type KeyboardEvent } from "react";
import { meantKey } from "./meantKey";

const BY: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

/** Returns props for a group of buttons in which the arrow keys move the focus. `first`: the button that receives the focus by Tab before any other was focused. */
export function useArrows(first: number) {
  const [reached, setReached] = useState<number | null>(null);
  const stop = Math.max(0, reached ?? first);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = BY[meantKey(event)];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const now = buttons.findIndex((button) => button === document.activeElement);
    event.preventDefault();
    event.stopPropagation(); // arrows move through latent space elsewhere
    buttons[Math.min(buttons.length - 1, Math.max(0, now + by))]?.focus();
  };
  return {
    group: { onKeyDown, onBlur: (event: FocusEvent<HTMLElement>) => { if (!event.currentTarget.contains(event.relatedTarget)) setReached(null); } },
    item: (i: number) => ({ tabIndex: i === stop ? 0 : -1, onFocus: () => setReached(i) }),
  };
}
