/** Says that the lesson continues below the visible part of its column, and scrolls there. Keys and screen readers get there without it. */
import { useEffect, useRef, useState } from "react";

/** Fewer hidden pixels than this hold no line of text. */
const LINE = 8;
/** The part of the visible height by which one press scrolls. */
const PAGE = 0.7;

export function MoreBelow({ text, stage }: { readonly text: string; readonly stage: number }) {
  const button = useRef<HTMLButtonElement>(null);
  const [more, setMore] = useState(false);
  const columnOf = () => button.current?.closest<HTMLElement>(".learn__page") ?? null;
  useEffect(() => {
    const column = columnOf();
    if (!column) return undefined;
    const look = () => setMore(column.scrollHeight - column.clientHeight - column.scrollTop > LINE);
    const sizes = new ResizeObserver(look);
    [column, ...column.children].forEach((element) => sizes.observe(element));
    column.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      column.removeEventListener("scroll", look);
    };
  }, []);
  // Each stage begins at its question.
  useEffect(() => void columnOf()?.scrollTo({ top: 0 }), [stage]);
  const scroll = () => {
    const column = columnOf();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    column?.scrollBy({ top: PAGE * column.clientHeight, behavior: calm ? "auto" : "smooth" });
  };
  return (
    <button ref={button} type="button" className="button button--quiet lesson__more" aria-hidden="true" tabIndex={-1} data-more={more || undefined} onClick={scroll}>
      {text} ↓
    </button>
  );
}
