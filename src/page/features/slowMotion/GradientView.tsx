/** Backpropagation from the loss to the first layer that it reaches, and for each layer the size of its update beside the norm of its gradient. */
import type { CallTrace, ObjectiveTrace } from "../../../core/latent/slowMotion";
import { SignedPicture } from "../../ui/layers/Picture";
import { logBarLength } from "../../ui/bars";
import { deviationText, smallText } from "../../ui/numbers";
import { roleColour } from "../../ui/palette";
import type { SlowMotionTexts } from "./texts";
import { useNamesOf } from "./useNamesOf";

type Reached = CallTrace & { readonly gradient: NonNullable<CallTrace["gradient"]> };

export function GradientView({ texts, seen: { calls } }: { readonly texts: SlowMotionTexts; readonly seen: ObjectiveTrace }) {
  const { ofNetwork } = useNamesOf();
  const reached = calls.filter((call): call is Reached => call.gradient !== null).toReversed();
  const most = Math.max(...reached.map(({ gradient }) => gradient.size));
  const several = new Set(reached.filter(({ calls: time }) => time > 1).map(({ network, layer }) => `${network}/${layer}`));
  return (
    <>
      <ol className="slow__layers">
        {reached.map(({ network, layer, role, shape, calls: time, gradient }, i) => {
          const name = `${ofNetwork(network)}, ${layer}`;
          const full = several.has(`${network}/${layer}`) ? texts.call(name, String(time)) : name;
          const size = smallText(gradient.size);
          return (
            <li key={i} className="slow__layer" style={{ color: `var(${roleColour(role)})` }}>
              <span className="slow__thumbnail"><SignedPicture values={gradient.values} shape={shape} name={texts.gradientOf(full, size)} /></span>
              <span className="slow__name">{full}</span>
              <Bar share={gradient.size / most} />
              <span className="slow__number">{size}</span>
            </li>
          );
        })}
      </ol>
      <p className="layers__note">{texts.gradientNote}</p>
    </>
  );
}

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
      <p className="layers__note">{texts.changeNote}</p>
    </>
  );
}

/** Four decades below the largest change. */
const AXIS = { from: -4, to: 0 };

/** `share`: of the largest change. */
function Bar({ share }: { readonly share: number }) {
  return <span className="slow__bar" aria-hidden="true"><span style={{ width: `${100 * logBarLength(share, AXIS)}%` }} /></span>;
}
