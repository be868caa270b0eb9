/** The losses of the step, each linked with its curve, its part of the equation and its code; and the losses of the same batch before and after the step. */
import { lossColumns, type LossColumn } from "../../../core/model/model";
import type { ObjectiveTrace, Outcome, SlowStep } from "../../../core/latent/slowMotion";
import { useTexts } from "../../ui/context";
import { useHighlight } from "../../ui/equation/useHighlight";
import { Swatch } from "../../ui/lossChart/Swatch";
import { lossText } from "../../ui/numbers";
import { marksOf, type Mark } from "../../ui/palette";
import { HighlightTarget } from "../../ui/HighlightTarget";
import { useModel } from "../../ui/useModel";
import type { SlowMotionTexts } from "./texts";
import { useNamesOf } from "./useNamesOf";

export function MeasureView({ texts, seen }: { readonly texts: SlowMotionTexts; readonly seen: ObjectiveTrace }) {
  const columns = lossColumns(useModel());
  const marks = marksOf(columns);
  return (
    <table className="terms__table">
      <thead><tr><th scope="col">{texts.term}</th><th scope="col">{texts.value}</th></tr></thead>
      <tbody>
        {columns.filter(({ objective }) => objective === seen.objective).map((column) => (
          <tr key={column.id}>
            <th scope="row"><Term column={column} mark={marks.get(column.id)!} /></th>
            <td className="terms__here">{lossText(seen.losses[column.id])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Term({ column: { id }, mark }: { readonly column: LossColumn; readonly mark: Mark }) {
  const { terms } = useTexts().models;
  const { handlers } = useHighlight(id);
  return (
    <HighlightTarget className="terms__sort" {...handlers}>
      <Swatch mark={mark} /><span style={{ color: `var(${mark.colour})` }}>{terms[id]?.name ?? id}</span>
    </HighlightTarget>
  );
}

/** For several players, also the losses if only one of them had moved. */
export function OutcomeView({ texts, found: { outcomes } }: { readonly texts: SlowMotionTexts; readonly found: SlowStep }) {
  const model = useModel();
  const { ofMove } = useNamesOf();
  const columns = lossColumns(model);
  const marks = marksOf(columns);
  const several = model.objectives.length > 1;
  const headOf = ({ moved }: Outcome): string => {
    if (moved.length === 0) return texts.before;
    if (moved.length === model.objectives.length) return several ? texts.both : texts.all;
    return texts.alone(ofMove(model.objectives.findIndex(({ id }) => id === moved[0])));
  };
  return (
    <>
      <div className="slow__scroll" tabIndex={0} role="group" aria-label={texts.outcomes}>
        <table className="terms__table">
          <thead><tr><th scope="col">{texts.term}</th>{outcomes.map((outcome, k) => <th key={k} scope="col">{headOf(outcome)}</th>)}</tr></thead>
          <tbody>
            {columns.map((column) => (
              <tr key={column.id}>
                <th scope="row"><Term column={column} mark={marks.get(column.id)!} /></th>
                {outcomes.map(({ losses }, k) => <td key={k} className={k === outcomes.length - 1 ? "terms__here" : undefined}>{lossText(losses[column.id])}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {several && <p className="layers__note">{texts.aloneNote}</p>}
    </>
  );
}
