/**
 * Lines of code. The lines that compute a loss column have its mark and number and are highlighted with it. When the column is highlighted
 * elsewhere, they scroll into view.
 */
import { Fragment, useEffect, useLayoutEffect, useMemo, useRef, type CSSProperties } from "react";
import { lossColumns } from "../../../core/model/model";
import { useStore, useTexts } from "../../ui/context";
import { useHighlight } from "../../ui/equation/useHighlight";
import { Swatch } from "../../ui/lossChart/Swatch";
import { useShownLoss } from "../../ui/lossChart/useShownLoss";
import { lossText } from "../../ui/numbers";
import { marksOf, type Mark } from "../../ui/palette";
import { useModel } from "../../ui/useModel";
import { linesOf, tokensOf, type Language, type Token } from "./tokens";
import { useCodeTexts } from "./texts";

/** A line of code. */
export interface Line {
  readonly text: string;
  /** The loss columns that the line belongs to. */
  readonly columns: readonly string[];
}

interface Block {
  readonly columns: readonly string[];
  readonly lines: readonly string[];
  readonly first: number;
}

/** Groups consecutive lines that belong to the same columns. */
function blocksOf(lines: readonly Line[]): readonly Block[] {
  const blocks: { columns: readonly string[]; lines: string[]; first: number }[] = [];
  lines.forEach(({ text, columns }, i) => {
    const last = blocks.at(-1);
    if (last && last.columns.join() === columns.join()) last.lines.push(text);
    else blocks.push({ columns, lines: [text], first: i });
  });
  return blocks;
}

export function CodeLines({ lines, language }: { readonly lines: readonly Line[]; readonly language: Language }) {
  const texts = useCodeTexts();
  const model = useModel();
  const marks = useMemo(() => marksOf(lossColumns(model)), [model]);
  const blocks = useMemo(() => blocksOf(lines), [lines]);
  const highlighted = useStore((state) => state.highlighted);
  const box = useRef<HTMLDivElement>(null);
  // It starts at the objective, which the equation shows, rather than at the code before it.
  useLayoutEffect(() => {
    const first = box.current?.querySelector<HTMLElement>("[data-columns]");
    if (first) box.current!.scrollTop = first.offsetTop - box.current!.clientHeight / 3;
  }, [lines]);
  useEffect(() => {
    const element = box.current;
    if (highlighted === null || !element || element.matches(":hover") || element.contains(document.activeElement)) return;
    const found = element.querySelector<HTMLElement>(`[data-columns~="${CSS.escape(highlighted)}"]`);
    if (!found) return;
    const above = found.offsetTop - element.scrollTop, below = above + found.offsetHeight - element.clientHeight;
    // Scrolls only the box, not the page, and leaves some context visible.
    if (above < 0 || below > 0) element.scrollTop = found.offsetTop - element.clientHeight / 3;
  }, [highlighted]);
  return (
    <div className="code__text" translate="no" ref={box} tabIndex={0} role="group" aria-label={texts.text}>
      {blocks.map(({ columns, lines: own, first }) => (columns.length === 0
        ? <div key={first} className="code__block"><pre><code><Lines text={own.join("\n")} language={language} /></code></pre></div>
        : <TermBlock key={first} columns={columns} text={own.join("\n")} marks={marks} language={language} />))}
    </div>
  );
}

interface TermProps {
  /** At least one column. */
  readonly columns: readonly string[];
  readonly text: string;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly language: Language;
}

/** The lines of one term, in its colour and with its number; lines of several terms have neither. */
function TermBlock({ columns, text, marks, language }: TermProps) {
  const { models } = useTexts();
  const code = useCodeTexts();
  const first = columns[0]!;
  const { handlers: { onPointerEnter, onPointerLeave, ...ofFocus } } = useHighlight(first);
  const lit = useStore(({ highlighted }) => highlighted !== null && columns.includes(highlighted));
  const value = useShownLoss(first);
  const mark = columns.length === 1 ? marks.get(first) : undefined;
  const names = columns.map((column) => models.terms[column]?.name ?? column).join(", ");
  return (
    <div
      className={`code__term${lit ? " code__term--lit" : ""}`} data-columns={columns.join(" ")} style={{ color: `var(${mark?.colour ?? "--ink-soft"})` }}
      onPointerEnter={onPointerEnter} onPointerLeave={onPointerLeave}
    >
      <button type="button" className="code__mark" aria-label={code.lines(names)} title={names} {...ofFocus}>{mark && <Swatch mark={mark} />}</button>
      <div className="code__block">
        {mark && <span className="code__value">{lossText(value)}</span>}
        <pre><code><Lines text={text} language={language} /></code></pre>
      </div>
    </div>
  );
}

/** Indentation of wrapped lines, in characters. */
const WRAP_INDENT = 4;

function Lines({ text, language }: { readonly text: string; readonly language: Language }) {
  return linesOf(tokensOf(text, language)).map((line, i) => (
    <span key={i} className="code__line" style={{ "--indent": `${indentOf(line) + WRAP_INDENT}ch` } as CSSProperties}>
      {line.map(({ kind, text: part }, k) => (
        <span key={k} className={kind === "plain" ? undefined : `code__${kind}`}><Breakable text={part} /></span>
      ))}
      {"\n"}
    </span>
  ));
}

const indentOf = ([first]: readonly Token[]): number => Math.max(first?.text.search(/\S|$/) ?? 0, 0);

/** A long line may break after an opening bracket, and before a dot that follows a closing one. */
const Breakable = ({ text }: { readonly text: string }) => text.split(/(?<=\()|(?<=[)\]])(?=\.[a-z])/).map((part, i) => <Fragment key={i}>{i > 0 && <wbr />}{part}</Fragment>);
