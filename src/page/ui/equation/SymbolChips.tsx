/**
 * The glossary: all symbols of the formulas, and one line that explains the symbol or term under pointer or focus. In a wide Lab the symbols are
 * folded until the reader or an instrument asks for them.
 */
import { useId, useState, type ReactNode } from "react";
import type { FormulaSymbol } from "../../../core/model/model";
import { useStore, useTexts } from "../context";
import { useWideLab } from "../layout/useWideLab";
import { Tex } from "./Tex";

interface Props {
  readonly symbols: readonly FormulaSymbol[];
  /** Shown at the end of the explanation's line. */
  readonly children?: ReactNode;
}

export function SymbolChips({ symbols, children }: Props) {
  const texts = useTexts();
  const base = useId();
  const [shown, setShown] = useState<string | null>(null);
  const highlighted = useStore((state) => state.highlighted);
  const lit = useStore((state) => state.lit?.symbols);
  const folds = useWideLab();
  const [opened, setOpened] = useState(false);
  const open = !folds || opened || (lit?.length ?? 0) > 0;
  const { terms, symbols: glossary } = texts.models;
  const explained = shown !== null ? glossary[shown] : highlighted !== null ? terms[highlighted] : undefined;
  const text = explained?.about;
  const list = open && (
    <ul className="equation__symbols" aria-label={texts.instruments.equation.symbols}>
      {symbols.map(({ id, tex }) => (
        <li key={id}>
          <button
            type="button"
            className={`equation__symbol${shown === id || lit?.includes(id) ? " equation__symbol--lit" : ""}`}
            aria-describedby={`${base}-${id}`}
            onPointerEnter={() => setShown(id)}
            onPointerLeave={(event) => event.currentTarget !== document.activeElement && setShown(null)}
            onFocus={() => setShown(id)}
            onClick={() => setShown(id)}
            onBlur={() => setShown(null)}
          >
            <Tex tex={tex} decorative />
            <span className="visually-hidden">{glossary[id]?.name}</span>
          </button>
          <span id={`${base}-${id}`} hidden>{glossary[id]?.about}</span>
        </li>
      ))}
    </ul>
  );
  return (
    <div className="equation__glossary">
      {!folds && list}
      <div className="equation__line">
        {folds && list}
        <p className={`equation__explanation${text ? "" : " equation__explanation--hint"}`}>
          {text ?? (open ? texts.instruments.equation.hint : texts.instruments.equation.foldedHint)}
        </p>
        {folds && (
          <button type="button" className="button button--quiet equation__more" aria-expanded={open} onClick={() => setOpened(!open)}>
            {texts.instruments.equation.symbols}
          </button>
        )}
        {children}
      </div>
    </div>
  );
}
