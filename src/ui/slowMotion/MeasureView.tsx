/** The losses of the step, each linked with its curve, its part of the equation and its code. */
import { lossColumns, type LossColumn } from "../../core/model";
import type { ObjectiveTrace } from "../../core/slowMotion";
import type { SlowMotionTexts } from "./texts";
import { useTexts } from "../context";
import { useHighlight } from "../equation/useHighlight";
import { Swatch } from "../lossChart/Swatch";
import { lossText } from "../numbers";
import { marksOf, type Mark } from "../palette";
import { Pointed } from "../Pointed";
import { useModel } from "../useModel";

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

export function Term({ column: { id }, mark }: { readonly column: LossColumn; readonly mark: Mark }) {
  const { terms } = useTexts().models;
  const { handlers } = useHighlight(id);
  return (
    <Pointed className="terms__sort" {...handlers}>
      <Swatch mark={mark} /><span style={{ color: `var(${mark.colour})` }}>{terms[id]?.name ?? id}</span>
    </Pointed>
  );
}
