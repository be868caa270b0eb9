/**
 * The chart as a table of evenly spaced steps: on show when asked for, otherwise for those who do not see the curves.
 */
import { useEffect, useState } from "react";
import type { LossColumn } from "../../core/model";
import { useRoom, useStore, useTexts } from "../context";
import { countText, lossText } from "../numbers";
import { tableRows, type TableRow } from "./chartData";
import type { Units } from "./useUnits";

const ROWS = 50;
/** How often the table follows a run that goes on. */
const FOLLOW_MS = 2000;

export function DataTable({ columns, units, open, id }: {
  readonly columns: readonly LossColumn[]; readonly units: Units; readonly open: boolean; readonly id: string;
}) {
  const texts = useTexts().instruments;
  const { series } = useRoom();
  const training = useStore((state) => state.phase === "training");
  const step = useStore((state) => (state.phase === "training" ? null : state.step));
  const [rows, setRows] = useState<readonly TableRow[]>([]);
  useEffect(() => {
    const ids = columns.map((column) => column.id);
    const read = () => setRows(series.columns.length > 0 ? tableRows(series, ids, ROWS) : []);
    read();
    if (!training) return undefined;
    const timer = setInterval(read, FOLLOW_MS);
    return () => clearInterval(timer);
  }, [series, columns, training, step, open]);
  const terms: Readonly<Record<string, { name: string; about: string }>> = texts.terms;
  return (
    <div
      id={id} className={open ? "loss-chart__table" : "visually-hidden"} {...(open ? { tabIndex: 0 } : {})}
      role="group" aria-label={texts.chart.data}
    >
      <table>
        <caption>{rows.length > 0 ? texts.chart.table(rows.length, units.text) : texts.chart.noTable}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.chart.step}</th>
            {columns.map((column) => (
              <th scope="col" key={column.id}>
                {terms[column.id]?.name ?? column.id}{units.isMarked(column.id) && "*"}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.step}>
              <th scope="row">{countText(row.step)}</th>
              {row.values.map((value, k) => <td key={columns[k]?.id}>{lossText(value)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
