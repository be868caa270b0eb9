/** The training objective as in the paper, with the values of this step under its terms. */
import { useMemo, type ReactNode } from "react";
import { lossColumns, forSettings } from "../../../core/model/model";
import { equationsOf, unitsOf } from "../../equations/equation";
import { useStore, useTexts } from "../context";
import { isDense, marksOf } from "../palette";
import { useModel } from "../useModel";
import { ObjectiveRow } from "./ObjectiveRow";
import { SymbolChips } from "./SymbolChips";
import { Tex } from "./Tex";
import "./equation.css";

/** `children` are shown beside the glossary. */
export function Equation({ children }: { readonly children?: ReactNode }) {
  const model = useModel();
  const texts = useTexts();
  const present = useStore((state) => state.present);
  const h = useStore((state) => state.config.hyperparameters);
  const equations = useMemo(() => equationsOf(model, h), [model, h]);
  const units = useMemo(() => unitsOf(equations), [equations]);
  const columns = useMemo(() => lossColumns(model), [model]);
  const marks = useMemo(() => marksOf(columns), [columns]);
  const many = isDense(columns);
  const look = `${present || many ? " equation--dense" : ""}${many ? " equation--many" : ""}`;
  return (
    <section className={`equation${look}`} aria-label={texts.instruments.equation.region}>
      <h2 className="visually-hidden">{texts.instruments.equation.region}</h2>
      {equations.map((equation, k) => (
        <div className="equation__objective" key={equation.objectiveId}>
          <p className="equation__caption">
            <span>{texts.models.objectives[equation.objectiveId] ?? equation.objectiveId}</span>
            {k === 0 && model.game !== undefined && <Tex className="equation__game" tex={forSettings(model.game, h)} />}
          </p>
          <ObjectiveRow equation={equation} marks={marks} units={units} />
        </div>
      ))}
      <SymbolChips symbols={forSettings(model.symbols, h)}>{children}</SymbolChips>
    </section>
  );
}
