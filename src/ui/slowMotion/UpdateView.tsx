/** How far the weights of each layer move, beside how long their gradient is. */
import type { ObjectiveTrace } from "../../core/slowMotion";
import type { SlowMotionTexts } from "./texts";
import { deviationText } from "../numbers";
import { roleColour } from "../palette";
import { Bar, smallText } from "./Bar";
import { useNamesOf } from "./useNamesOf";

export function UpdateView({ texts, seen: { moved } }: { readonly texts: SlowMotionTexts; readonly seen: ObjectiveTrace }) {
  const { specs, ofNetwork } = useNamesOf();
  const shares = moved.map(({ change, weights }) => change / Math.max(weights, 1e-12));
  return (
    <>
      <table className="terms__table slow__moved">
        <thead><tr><th scope="col">{texts.layer}</th><th aria-hidden="true" /><th scope="col">{texts.change}</th><th scope="col">{texts.gradient}</th></tr></thead>
        <tbody>
          {moved.map(({ network, layer, gradient }, i) => (
            <tr key={`${network}/${layer}`}>
              <th scope="row" style={{ color: `var(${roleColour(specs[network]!.role)})` }}>{ofNetwork(network)}, {layer}</th>
              <td style={{ color: `var(${roleColour(specs[network]!.role)})` }}><Bar share={shares[i]! / Math.max(...shares)} /></td>
              <td className="terms__here">{deviationText(shares[i]!)}</td>
              <td>{smallText(gradient)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="follow__note">{texts.changeNote}</p>
    </>
  );
}
