/** A small column chart, for a line of text: values from 0 up, each with its mark below where there is room. */

export interface Column {
  readonly value: number;
  /** Below the column. */
  readonly label?: string;
  /** Drawn hollow: it does not count. */
  readonly hollow?: boolean;
  readonly alarm?: boolean;
}

interface ColumnsProps {
  /** What a screen reader says of all of it. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** The value that reaches the top; the largest where it is larger. */
  readonly top: number;
  /** A dashed line across. */
  readonly level?: number;
}

export function Columns({ name, columns, top, level }: ColumnsProps) {
  const most = Math.max(top, ...columns.map(({ value }) => value));
  const share = (value: number) => `${(100 * Math.max(0, value)) / most}%`;
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
