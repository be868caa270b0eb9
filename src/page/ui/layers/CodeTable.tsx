/** A code as a table with one column per dimension: μ, σ, ε and z, or z alone. */
import type { CodeTrace } from "../../../core/latent/follow";
import { useAllTexts } from "../context";
import { coordinateText } from "../numbers";

export function CodeTable({ code: { mu, sigma, eps, z } }: { readonly code: CodeTrace }) {
  const texts = useAllTexts().layers;
  const rows = [[texts.mean, mu], [texts.deviation, sigma], [texts.noise, eps], [texts.position, z]] as const;
  const columns = Array.from(z, (_, j) => j);
  return (
    // Many dimensions scroll, by keyboard, too.
    <div className="code-table" tabIndex={0} role="group" aria-label={texts.code}>
      <table>
        <thead className={columns.length === 1 ? "visually-hidden" : undefined}>
          <tr><th scope="col"><span className="visually-hidden">{texts.dimension}</span></th>{columns.map((j) => <th key={j} scope="col">{j + 1}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(([name, values]) => values && (
            <tr key={name}><th scope="row"><i>{name}</i></th>{columns.map((j) => <td key={j}>{coordinateText(values[j]!)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
