/** The chart's columns: those of the run and, if it is compared with another model, also the columns that only that model has. */
import { useMemo } from "react";
import { lossColumns, type LossColumn } from "../../../core/model/model";
import { findModel } from "../../../subject/models/registry";
import { useStore } from "../context";
import { marksOf, type Mark } from "../palette";
import { useModel } from "../useModel";

/** Sorts as in the equation: each total before its terms. */
const totalsFirst = (columns: readonly LossColumn[]): readonly LossColumn[] =>
  [...new Set(columns.map(({ objective }) => objective))].flatMap((id) => columns
    .filter(({ objective }) => objective === id)
    .sort((a, b) => Number(b.kind === "total") - Number(a.kind === "total")));

/** Returns the columns and their marks. */
export function useColumns(): { readonly columns: readonly LossColumn[]; readonly marks: ReadonlyMap<string, Mark> } {
  const model = useModel();
  const compared = useStore((state) => state.comparison !== null);
  const other = useStore(({ comparison }) => (comparison?.kind === "model" ? comparison.model : null));
  return useMemo(() => {
    const own = lossColumns(model);
    const more = other === null ? [] : lossColumns(findModel(other)!).filter(({ id }) => own.every((one) => one.id !== id));
    const columns = [...totalsFirst(own), ...totalsFirst(more)];
    const marks = marksOf(columns);
    // With two runs, dashes distinguish the runs; terms keep their colours and markers.
    return { columns, marks: compared ? new Map([...marks].map(([id, mark]) => [id, { ...mark, dash: [] }])) : marks };
  }, [model, other, compared]);
}
