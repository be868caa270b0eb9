/** The chart as a table of evenly spaced steps: visible on request, otherwise only to screen readers. */
import { Fragment, useEffect, useState } from "react";
import { changesMade } from "../../../core/run/liveChanges";
import type { LossColumn } from "../../../core/model/model";
import { usePanelParts, useStore, useTexts } from "../context";
import { countText, lossText, settingText } from "../numbers";
import { tableRows, type TableRow } from "./chartData";
import type { Units } from "./useUnits";

const ROWS = 50;
/** Milliseconds between updates of the table during training. */
const FOLLOW_MS = 2000;

export function DataTable({ columns, units, open, id }: {
  readonly columns: readonly LossColumn[]; readonly units: Units; readonly open: boolean; readonly id: string;
}) {
  const { instruments: texts, models: { hyperparameters, terms } } = useTexts();
  const { series } = usePanelParts();
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
  const begun = useStore((state) => state.begun);
  const changes = changesMade(begun, rows.at(-1)?.step ?? 0);
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
          {rows.map((row, r) => (
            <Fragment key={r}>{/* Rows are kept: a row that is inserted makes browsers compute the styles of the whole page again. */}
              <tr>
                <th scope="row">{countText(row.step)}</th>
                {row.values.map((value, k) => <td key={columns[k]?.id}>{lossText(value)}</td>)}
              </tr>
              {changes.filter(({ step: at }) => at >= row.step && at < (rows[r + 1]?.step ?? Infinity)).map(({ step: at, id: setting, from, value }) => (
                <tr key={`${at}:${setting}`}>
                  <th scope="row">{countText(at)}</th>
                  <td colSpan={columns.length} className="loss-chart__changed">
                    {texts.chart.changed(hyperparameters[setting]?.name ?? setting, settingText(from), settingText(value))}
                  </td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
