/** The layers of a network in order, each as a picture of its activations. */
import { Fragment } from "react";
import type { LayerTrace } from "../../../core/latent/follow";
import type { Role } from "../../../core/model/network";
import { useAllTexts, useTexts } from "../context";
import { coordinateText, percentText } from "../numbers";
import { roleColour } from "../palette";
import { SignedPicture } from "./Picture";

/** Returns a network's name: by its role, unless the model has a name of its own for it. */
export function useNetworkName(): (network: string, role: Role) => string {
  const { diagram } = useTexts().instruments;
  return (network, role) => (network === role ? diagram[role] : network);
}

/** Layers of one network; `title` replaces the network's name if it is ambiguous. */
export function Layers({ layers, title }: { readonly layers: readonly LayerTrace[]; readonly title?: string }) {
  const nameOf = useNetworkName();
  const { network, role } = layers[0]!;
  const name = title ?? nameOf(network, role);
  return (
    <section className="way__network" style={{ color: `var(${roleColour(role)})` }} aria-label={name}>
      <h3 className="way__name">{name}</h3>
      <div className="way__layers">
        {layers.map((layer, i) => (
          <Fragment key={layer.layer}>
            {i > 0 && <span className="way__arrow" aria-hidden="true">→</span>}
            <LayerStation layer={layer} />
          </Fragment>
        ))}
      </div>
    </section>
  );
}

function LayerStation({ layer: { network, layer, shape, values, calls } }: { readonly layer: LayerTrace }) {
  const texts = useAllTexts().layers;
  const size = shape.join("×");
  const only = values.length === 1;
  const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const, [Infinity, -Infinity] as const);
  const positive = values.reduce((count, value) => count + Number(value > 0), 0) / values.length;
  const [from, to] = [coordinateText(least), coordinateText(most)];
  return (
    <figure className="way__station">
      {only ? <span className="way__number layers__frame">{from}</span>
        : <SignedPicture values={values} shape={shape} name={texts.layer(network, layer, size, from, to, percentText(positive))} />}
      <figcaption>
        <b className="way__range">{layer}</b>
        <span className="way__range">{size}</span>
        {!only && <span className="way__range">±{coordinateText(Math.max(-least, most))}</span>}
        {calls > 1 && <span className="way__range">{texts.calls(String(calls))}</span>}
      </figcaption>
    </figure>
  );
}
