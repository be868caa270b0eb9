/**
 * Replaces what this browser, or an extension, refuses although other browsers cannot do without it, so that its refusal costs only its effect. `boot.ts` imports
 * it if one of them is refused, before the page's other scripts, of which uPlot asks for media queries as soon as it is evaluated.
 */

/** Reports each element's size once, and again when the window's size has changed. */
class SizesOfWindow {
  readonly #elements = new Set<Element>();

  constructor(readonly report: ResizeObserverCallback) {}

  readonly #look = () => {
    const entries = [...this.#elements].map((target) => ({ target, contentRect: target.getBoundingClientRect() }));
    if (entries.length > 0) this.report(entries as unknown as ResizeObserverEntry[], this); // the page reads nothing else of an entry
  };

  observe(element: Element): void {
    if (this.#elements.size === 0) addEventListener("resize", this.#look);
    this.#elements.add(element);
    requestAnimationFrame(this.#look);
  }

  unobserve(element: Element): void {
    this.#elements.delete(element);
  }

  disconnect(): void {
    this.#elements.clear();
    removeEventListener("resize", this.#look);
  }
}

/** Observes nothing. */
class Nothing {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

const NO_QUERY = { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };

export {};

/** Defines a global if `use` of it throws. */
function replaceIfRefused(name: string, use: () => unknown, value: unknown): void {
  try {
    use();
  } catch {
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
  }
}

const nothing = () => undefined;
replaceIfRefused("matchMedia", () => matchMedia("all"), () => NO_QUERY);
replaceIfRefused("ResizeObserver", () => new ResizeObserver(nothing).disconnect(), SizesOfWindow);
replaceIfRefused("IntersectionObserver", () => new IntersectionObserver(nothing).disconnect(), Nothing);
replaceIfRefused("MutationObserver", () => new MutationObserver(nothing).disconnect(), Nothing);
