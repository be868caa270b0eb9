/** The glossary: every symbol of the formulas, and one line that explains the symbol or term under pointer or focus. */
import { useId, useState } from "react";
import { isSymbolId, SYMBOLS, type SymbolId } from "../../equations/glossary";
import { useStore, useTexts } from "../context";
import { Tex } from "./Tex";

export function SymbolChips({ ids }: { readonly ids: readonly string[] }) {
  const texts = useTexts();
  const base = useId();
  const [shown, setShown] = useState<SymbolId | null>(null);
  const highlighted = useStore((state) => state.highlighted);
  const glossary: Readonly<Record<SymbolId, { name: string; about: string }>> = texts.glossary;
  const terms: Readonly<Record<string, { name: string; about: string }>> = texts.instruments.terms;
  const term = highlighted === null ? undefined : terms[highlighted];
  const text = shown ? glossary[shown].about : term?.about;
  return (
    <div className="equation__glossary">
      <ul className="equation__symbols" aria-label={texts.instruments.equation.symbols}>
        {ids.filter(isSymbolId).map((id) => (
          <li key={id}>
            <button
              type="button"
              className={`equation__symbol${shown === id ? " equation__symbol--lit" : ""}`}
              aria-describedby={`${base}-${id}`}
              onPointerEnter={() => setShown(id)}
              onPointerLeave={(event) => event.currentTarget !== document.activeElement && setShown(null)}
              onFocus={() => setShown(id)}
              onClick={() => setShown(id)}
              onBlur={() => setShown(null)}
            >
              <Tex tex={SYMBOLS[id]} decorative />
              <span className="visually-hidden">{glossary[id].name}</span>
            </button>
            <span id={`${base}-${id}`} hidden>{glossary[id].about}</span>
          </li>
        ))}
      </ul>
      <p className={`equation__explanation${text ? "" : " equation__explanation--hint"}`}>
        {text ?? texts.instruments.equation.hint}
      </p>
    </div>
  );
}
