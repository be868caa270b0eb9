/** A small column chart within a line of text, with values from 0 up and labels where there is room. */

import { axisEnd, barLength } from "../bars";

/** One column of the chart. */
export interface Column {
  readonly value: number;
  /** The label below the column. */
  readonly label?: string;
  /** Drawn hollow, because it does not count. */
  readonly hollow?: boolean;
  readonly alarm?: boolean;
}

interface ColumnsProps {
  /** The description for screen readers. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** The value that reaches the top; larger values raise the top. */
  readonly top: number;
  /** The value of a dashed horizontal line. */
  readonly level?: number;
}

export function Columns({ name, columns, top, level }: ColumnsProps) {
  const end = axisEnd(columns.map(({ value }) => value), top);
  const share = (value: number) => `${100 * barLength(value, end)}%`;
  return (
    <div className="columns" role="img" aria-label={name} title={name}>
      <div className="columns__stage" aria-hidden="true">
        {level !== undefined && <span className="columns__level" style={{ bottom: share(level) }} />}
        {columns.map(({ value, hollow, alarm }, i) => (
          <span key={i} className="columns__bar" data-hollow={hollow || undefined} data-alarm={alarm || undefined}
            style={{ height: share(value) }} />
        ))}
      </div>
      {columns.some(({ label }) => label !== undefined) && (
        <div className="columns__labels" aria-hidden="true">
          {columns.map(({ label, alarm }, i) => <span key={i} data-alarm={alarm || undefined}>{label}</span>)}
        </div>
      )}
    </div>
  );
}
