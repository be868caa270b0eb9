/** The lines and bars of a measurement's result. */
import type { Bar, Fact } from "../../../subject/measurements/facts";
import { axisEnd, barLength } from "../bars";
import { Subscripts } from "../kit/Subscripts";

function Bars({ name, bars, full }: { name: string; bars: readonly Bar[]; full: number }) {
  const end = axisEnd(bars.map(({ value }) => value), full);
  return (
    <ul className="measurements__bars" aria-label={name}>
      {bars.map((bar) => (
        <li key={bar.name}>
          <span>{bar.name}</span>
          <span className="measurements__bar" aria-hidden="true">
            <span style={{ width: `${100 * barLength(bar.value, end)}%` }} />
          </span>
          <span className="measurements__number">{bar.text}</span>
        </li>
      ))}
    </ul>
  );
}

export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="measurements__facts">
      {facts.map((fact) => (
        <div key={fact.name} className={`measurements__fact measurements__fact--${fact.kind}`}>
          <dt><Subscripts of={fact.name} /></dt>
          <dd data-alarm={(fact.kind === "number" && fact.alarm) || undefined}>
            {fact.kind === "number" ? fact.value : <Bars {...fact} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
