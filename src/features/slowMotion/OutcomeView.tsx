/** The losses of the same batch before the step, after it, and, of several players, if one alone moved. */
import { lossColumns } from "../../core/model";
import type { Outcome, SlowStep } from "../../core/slowMotion";
import type { SlowMotionTexts } from "./texts";
import { lossText } from "../../ui/numbers";
import { marksOf } from "../../ui/palette";
import { useModel } from "../../ui/useModel";
import { Term } from "./MeasureView";
import { useNamesOf } from "./useNamesOf";

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
