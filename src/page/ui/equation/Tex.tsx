/** One formula, rendered by KaTeX. The source is always one of the project's own strings, never text from a link. */
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { createListeners } from "../../../core/listeners";
import { loadOnce } from "../../../core/loadOnce";
import { sleep } from "../../../core/tasks";
import { onCopy } from "../kit/copied";

// Unit tests have no document.
globalThis.document?.addEventListener("copy", onCopy);

/** Milliseconds until KaTeX is fetched again after it could not be. */
const AGAIN_MS = 3000;

let katex: typeof import("./katex") | null = null;
let moment: Promise<unknown> = Promise.resolve();
const listeners = createListeners();

/** Fetches KaTeX not before a promise has resolved. Formulas are empty lines until then. */
export function holdFormulas(until: Promise<unknown>): void {
  moment = until;
}

/** Fetches KaTeX. Rejects if it could not be fetched. */
export const fetchKatex = loadOnce(async () => {
  await moment;
  katex = await import("./katex");
  listeners.call();
}, AGAIN_MS);

const fetchUntilHere = loadOnce(async () => {
  while (!katex) await fetchKatex().catch(() => sleep(AGAIN_MS));
}, AGAIN_MS);

interface Props {
  readonly tex: string;
  readonly display?: boolean;
  /** True hides it from assistive technology, which reads the text beside it instead. */
  readonly decorative?: boolean;
  readonly className?: string;
}

export function Tex({ tex, display = false, decorative = false, className }: Props) {
  const element = useRef<HTMLSpanElement>(null);
  const here = useSyncExternalStore(listeners.add, () => katex, () => null);
  useEffect(() => void fetchUntilHere(), []);
  useLayoutEffect(() => {
    if (element.current) here?.renderFormula(tex, element.current, { display, decorative });
  }, [here, tex, display, decorative]);
  return <span ref={element} className={className} data-tex={tex} translate="no" aria-hidden={decorative || undefined} />;
}
