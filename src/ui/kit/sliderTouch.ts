/**
 * Sliders under a finger. Browsers set a slider to the touched position before they know whether the finger will drag it or scroll the page.
 * Here a new value counts only after the finger has moved along the slider or was lifted where it touched; scrolling restores the old value.
 * Sliders need `touch-action: pan-y` for this, see base.css.
 */

/** Movement along the slider, in CSS pixels, after which the finger drags it. */
const SLOP = 6;

interface Held {
  readonly slider: HTMLInputElement;
  readonly value: string;
  readonly x: number;
}

/** Watches all sliders of the page. Returns a function that stops it. */
export function watchSliders(page: Window): () => void {
  let held: Held | null = null;
  const heldIs = (event: globalThis.Event) => held !== null && event.target === held.slider;

  const down = (event: PointerEvent) => {
    const { target } = event;
    held = event.pointerType === "touch" && target instanceof HTMLInputElement && target.type === "range"
      ? { slider: target, value: target.value, x: event.clientX } : null;
  };
  const move = (event: PointerEvent) => {
    // From here on the browser's own handling applies.
    if (held && heldIs(event) && Math.abs(event.clientX - held.x) > SLOP) held = null;
  };
  const scrolled = (event: PointerEvent) => {
    if (!held || !heldIs(event)) return;
    held.slider.value = held.value;
    held = null;
  };
  const lifted = (event: globalThis.Event) => {
    if (!held || !heldIs(event)) return;
    const { slider, value } = held;
    held = null;
    if (slider.value !== value) slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const undecided = (event: globalThis.Event) => {
    if (heldIs(event)) event.stopImmediatePropagation();
  };

  const listeners = {
    pointerdown: down, pointermove: move, pointercancel: scrolled, touchend: lifted, input: undecided, change: undecided,
  } as const;
  const all = Object.entries(listeners) as [string, (event: globalThis.Event) => void][];
  for (const [kind, listen] of all) page.addEventListener(kind, listen, { capture: true, passive: true });
  return () => {
    for (const [kind, listen] of all) page.removeEventListener(kind, listen, { capture: true });
  };
}
