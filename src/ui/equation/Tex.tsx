/** One formula, rendered by KaTeX. The source is always one of the project's own strings, never text from a link. */
import katex from "katex";
import "katex/dist/katex.min.css";
import { useLayoutEffect, useRef } from "react";
import { onCopy } from "../kit/copied";

// Unit tests have no document.
globalThis.document?.addEventListener("copy", onCopy);

interface Props {
  readonly tex: string;
  readonly display?: boolean;
  /** True hides it from assistive technology, which reads the text beside it instead. */
  readonly decorative?: boolean;
  readonly className?: string;
}

export function Tex({ tex, display = false, decorative = false, className }: Props) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (!element.current) return;
    katex.render(tex, element.current, {
      displayMode: display, throwOnError: false, trust: false, output: decorative ? "html" : "htmlAndMathml",
    });
  }, [tex, display, decorative]);
  return <span ref={element} className={className} data-tex={tex} translate="no" aria-hidden={decorative || undefined} />;
}
