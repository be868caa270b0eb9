/** One formula, rendered by KaTeX. The source is always one of the project's own strings, never text from a link. */
import katex, { __renderToDomTree as domTreeOf } from "katex";
import "katex/dist/katex.min.css";
import { useLayoutEffect, useRef } from "react";
import { onCopy } from "../kit/copied";

// Unit tests have no document.
globalThis.document?.addEventListener("copy", onCopy);

declare module "katex" {
  /** KaTeX's tree for one formula; its types lack this function. */
  function __renderToDomTree(tex: string, options: katex.KatexOptions): { toNode(): Node };
}

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
    const options = { displayMode: display, throwOnError: false, trust: false };
    try {
      katex.render(tex, element.current, { ...options, output: decorative ? "html" : "htmlAndMathml" });
    } catch {
      // In quirks mode, in which a proxy's text before the doctype puts the page, `render` throws, as its styles do not fit. MathML needs none.
      element.current.replaceChildren(domTreeOf(tex, { ...options, output: "mathml" }).toNode());
    }
  }, [tex, display, decorative]);
  return <span ref={element} className={className} data-tex={tex} translate="no" aria-hidden={decorative || undefined} />;
}
