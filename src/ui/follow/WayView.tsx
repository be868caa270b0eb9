/** The way of an image through the layers, network by network, and the code between encoder and decoder. */
import { Fragment } from "react";
import type { LayerTrace, Subject, ForwardTrace } from "../../core/follow";
import { forSettings } from "../../core/model";
import type { Role } from "../../core/network";
import { useAllTexts, useRoom, useStore, useTexts } from "../context";
import { coordinateText, countText, percentText } from "../numbers";
import { roleColour } from "../palette";
import { useModel } from "../useModel";
import { CodeTable } from "./CodeTable";
import { Picture, SignedLegend, SignedPicture } from "./Picture";
import { changeFollowing } from "./follow";
import { useFollowed } from "./useFollowed";
import { verdictText } from "./verdictText";

/** Layers of one network, one after the other. */
function byNetwork(layers: readonly LayerTrace[]): readonly (readonly LayerTrace[])[] {
  return layers.reduce<readonly (readonly LayerTrace[])[]>((groups, layer) => {
    const last = groups.at(-1);
    return last?.[0]?.network === layer.network ? [...groups.slice(0, -1), [...last, layer]] : [...groups, [layer]];
  }, []);
}

export function WayView() {
  const texts = useAllTexts().follow;
  const seen = useFollowed("way");
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  if (!seen) return <p className="follow__note" role="status">{texts.waiting}</p>;
  const { found, step, wish } = seen;
  const { x, made, code, verdict } = found;
  const networks = byNetwork(found.layers);
  const encodes = Boolean(code?.mu);
  // The code stands after the encoder, or first; the image made stands before its judge, or last.
  const judge = networks.findIndex(([first]) => first?.role === "discriminator" || first?.role === "critic");
  const makers = judge < 0 ? networks : networks.slice(0, judge);
  const [before, after] = encodes ? [makers.slice(0, -1), makers.slice(-1)] : [[], makers];
  return (
    <div className="way">
      {x && <Station name={model.given ? texts.way.given : texts.way.input} symbol={model.given ? "c" : "x"} pixels={x} />}
      {before.map((layers, i) => <Layers key={i} layers={layers} />)}
      {code && <Code code={code} kind={wish.subject.kind} />}
      {after.map((layers, i) => <Layers key={i} layers={layers} />)}
      {made && <Station name={texts.way.made} symbol={encodes ? "x̂" : "x̃"} pixels={made} />}
      {judge >= 0 && networks.slice(judge).map((layers, i) => <Layers key={i} layers={layers} />)}
      {verdict !== null && model.discriminate && <p className="way__verdict">{verdictText(texts.verdict, forSettings(model.discriminate.output, h), verdict)}</p>}
      <SignedLegend below={texts.way.below} above={texts.way.above} />
      <p className="follow__note">{texts.way.about} {texts.at(countText(step))}</p>
    </div>
  );
}

function Station({ name, symbol, pixels }: { readonly name: string; readonly symbol: string; readonly pixels: Float32Array }) {
  const texts = useAllTexts().follow.way;
  return (
    <figure className="way__station way__station--image">
      <Picture pixels={pixels} name={texts.picture(name)} />
      <figcaption><i>{symbol}</i> {name}</figcaption>
    </figure>
  );
}

/** By its role, where that is its name. */
export function useNetworkName(): (network: string, role: Role) => string {
  const { diagram } = useTexts().instruments;
  return (network, role) => (network === role ? diagram[role] : network);
}

/** Layers of one network; `title` where its name does not say all. */
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
  const texts = useAllTexts().follow.way;
  const size = shape.join("×");
  const only = values.length === 1;
  const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const, [Infinity, -Infinity] as const);
  const positive = values.reduce((count, value) => count + Number(value > 0), 0) / values.length;
  const [from, to] = [coordinateText(least), coordinateText(most)];
  return (
    <figure className="way__station">
      {only ? <span className="way__number follow__frame">{from}</span>
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

function Code({ code, kind }: { readonly code: NonNullable<ForwardTrace["code"]>; readonly kind: Subject["kind"] }) {
  const { store, session } = useRoom();
  const texts = useAllTexts().follow.way;
  const source = code.eps ? texts.drawn : code.mu ? texts.point : kind === "code" ? texts.here : texts.prior;
  const again = () => changeFollowing(store, { draw: store.getState().following.draw + 1 });
  return (
    <section className="way__network way__code" style={{ color: `var(${roleColour("latent")})` }} aria-label={texts.code}>
      <h3 className="way__name">{texts.code}</h3>
      <CodeTable code={code} />
      <div className="way__drawn">
        <p className="follow__note">{source}</p>
        {code.eps && <button type="button" className="button way__again" onClick={again}>{texts.again}</button>}
        {kind === "code" && <button type="button" className="button way__again" onClick={() => session.newNoise()}>{texts.newNoise}</button>}
      </div>
    </section>
  );
}
