/**
 * Sliders under a finger. Browsers set a slider to the touched position before they know whether the finger will drag it or scroll the page.
 * Here a new value counts only after the finger has moved along the slider or was lifted where it touched; scrolling restores the old value.
 * Sliders need `touch-action: pan-y` for this, see base.css.
 */

/** Movement along the slider, in CSS pixels, after which the finger drags it. */
const SLOP = 6;

interface Touched {
  readonly slider: HTMLInputElement;
  readonly value: string;
  readonly x: number;
}

/** Watches all sliders of the page. Returns a function that stops it. */
export function watchSliders(page: Window): () => void {
  let touched: Touched | null = null;
  const isTouched = (event: globalThis.Event) => touched !== null && event.target === touched.slider;

  const down = (event: PointerEvent) => {
    const { target } = event;
    touched = event.pointerType === "touch" && target instanceof HTMLInputElement && target.type === "range"
      ? { slider: target, value: target.value, x: event.clientX } : null;
  };
  const move = (event: PointerEvent) => {
    // From here on the browser's own handling applies.
    if (touched && isTouched(event) && Math.abs(event.clientX - touched.x) > SLOP) touched = null;
  };
  const scrolled = (event: PointerEvent) => {
    if (!touched || !isTouched(event)) return;
    touched.slider.value = touched.value;
    touched = null;
  };
  const lifted = (event: globalThis.Event) => {
    if (!touched || !isTouched(event)) return;
    const { slider, value } = touched;
    touched = null;
    if (slider.value !== value) slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const undecided = (event: globalThis.Event) => {
    if (isTouched(event)) event.stopImmediatePropagation();
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
