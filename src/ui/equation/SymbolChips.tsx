/** The glossary: all symbols of the formulas, and one line that explains the symbol or term under pointer or focus. */
import { useId, useState, type ReactNode } from "react";
import type { FormulaSymbol } from "../../core/model/model";
import { useStore, useTexts } from "../context";
import { Tex } from "./Tex";

interface Props {
  readonly symbols: readonly FormulaSymbol[];
  /** Shown at the end of that line. */
  readonly children?: ReactNode;
}

export function SymbolChips({ symbols, children }: Props) {
  const texts = useTexts();
  const base = useId();
  const [shown, setShown] = useState<string | null>(null);
  const highlighted = useStore((state) => state.highlighted);
  const lit = useStore((state) => state.lit?.symbols);
  const { terms, symbols: glossary } = texts.models;
  const explained = shown !== null ? glossary[shown] : highlighted !== null ? terms[highlighted] : undefined;
  const text = explained?.about;
  return (
    <div className="equation__glossary">
      <div className="equation__line">
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
        {children}
      </div>
      <p className={`equation__explanation${text ? "" : " equation__explanation--hint"}`}>
        {text ?? texts.instruments.equation.hint}
      </p>
    </div>
  );
}
