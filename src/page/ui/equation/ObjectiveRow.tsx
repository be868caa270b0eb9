/** One equation as columns of formula, live number and name, a single Tab stop. If there is a single term, the number ends the line instead. */
import type { TermUnit } from "../../../core/model/model";
import { partTex, weightOf, type Equation, type EquationPart } from "../../equations/equation";
import { shownSettings } from "../../state/keyframes";
import { useStore, useTexts } from "../context";
import { Swatch } from "../lossChart/Swatch";
import { useNamesWithoutLosses, useShownLoss } from "../lossChart/useShownLoss";
import { lossText, weightText } from "../numbers";
import type { Mark } from "../palette";
import { HighlightTarget } from "../HighlightTarget";
import { useArrows } from "../kit/useArrows";
import { useCurrentRoom } from "../useCurrentRoom";
import { Tex } from "./Tex";
import { useHighlight } from "./useHighlight";

type Marks = ReadonlyMap<string, Mark>;

interface Props {
  readonly equation: Equation;
  readonly marks: Marks;
  readonly units: ReadonlyMap<string, TermUnit>;
}

export function ObjectiveRow({ equation, marks, units }: Props) {
  const { lhs, columnId, parts } = equation;
  const only = parts.length === 1 ? parts[0] : undefined;
  const arrows = useArrows(0);
  if (only) {
    return (
      <div className="equation__row equation__row--single" data-copy="formulas">
        <span className="equation__formula"><Tex tex={`${lhs}\\;=\\;{}`} /></span>
        <Column
          columnId={columnId} tex={partTex(only, true)} part={only} mark={marks.get(columnId)}
          unit={units.get(columnId)!} stop={arrows.item(0)}
        />
      </div>
    );
  }
  return (
    <div className="equation__row" data-copy="formulas" {...arrows.group}>
      <Column columnId={columnId} tex={lhs} part={null} mark={marks.get(columnId)} unit={units.get(columnId)!} stop={arrows.item(0)} />
      {parts.map((part, k) => (
        <div className="equation__group" key={part.columnId}>
          <div className="equation__operator">
            {/* A minus belongs to its term, whose value includes the sign; a plus is drawn between terms. */}
            <span className="equation__formula"><Tex tex={k === 0 ? "=" : part.sign === "+" ? "+" : "{}"} /></span>
            <span className="equation__number" aria-hidden="true">{k === 0 ? "=" : "+"}</span>
          </div>
          <Column
            columnId={part.columnId} part={part} mark={marks.get(part.columnId)}
            tex={partTex(part, true)} unit={part.unit} stop={arrows.item(k + 1)}
          />
        </div>
      ))}
    </div>
  );
}

interface ColumnProps {
  readonly columnId: string;
  readonly tex: string;
  /** null: the left-hand side. */
  readonly part: EquationPart | null;
  readonly mark: Mark | undefined;
  readonly unit: TermUnit;
  readonly stop: ReturnType<ReturnType<typeof useArrows>["item"]>;
}

function Column({ columnId, tex, part, mark, unit, stop }: ColumnProps) {
  const { instruments: texts, models } = useTexts();
  const { highlighted, handlers } = useHighlight(columnId);
  const lit = useStore((state) => highlighted || state.lit?.columns.includes(columnId));
  const value = useShownLoss(columnId);
  const weight = useStore((state) => (part?.weight ? weightOf(part, shownSettings(state), state.rewound ?? state.step) : null));
  const name = models.terms[columnId]?.name ?? columnId;
  const number = lossText(value);
  const unnamed = useNamesWithoutLosses();
  // Elsewhere the line under the symbols explains it.
  const title = useCurrentRoom() === "play" ? models.terms[columnId]?.about : undefined;
  return (
    <div
      className={`equation__column${lit ? " equation__column--lit" : ""}`}
      style={{ color: `var(${mark?.colour ?? "--ink"})` }}
    >
      <span className="equation__formula"><Tex tex={tex} /></span>
      <HighlightTarget className="equation__value" title={title} stop={stop} {...handlers}>
        <span className="equation__number" translate="no" aria-hidden={unnamed}>
          {weight !== null && <span className="equation__weight">{weightText(weight)} × </span>}
          <span className="equation__digits">{number}</span>
        </span>
        <span className="visually-hidden"> {texts.units[unit]}, </span>
        <span className="equation__name">{mark && <Swatch mark={mark} />}{name}</span>
      </HighlightTarget>
    </div>
  );
}
