/** KaTeX with its styles, which `Tex.tsx` fetches. */
import katex, { __renderToDomTree as domTreeOf } from "katex";
import "katex/dist/katex.min.css";
import "./katex.css";

declare module "katex" {
  /** KaTeX's tree for one formula; its types lack this function. */
  function __renderToDomTree(tex: string, options: katex.KatexOptions): { toNode(): Node };
}

export interface Layout {
  readonly display: boolean;
  readonly decorative: boolean;
}

/** Replaces the content of an element by a formula. */
export function renderFormula(tex: string, element: HTMLElement, { display, decorative }: Layout): void {
  const options = { displayMode: display, throwOnError: false, trust: false };
  try {
    katex.render(tex, element, { ...options, output: decorative ? "html" : "htmlAndMathml" });
  } catch {
    // In quirks mode, in which a proxy's text before the doctype puts the page, `render` throws, as its styles do not fit. MathML needs none.
    element.replaceChildren(domTreeOf(tex, { ...options, output: "mathml" }).toNode());
  }
}
