/** The forward pass of an image, layer by layer and network by network, with the code between encoder and decoder. */
import type { LayerTrace, Subject, ForwardTrace } from "../../../core/latent/follow";
import { forSettings } from "../../../core/model/model";
import { useAllTexts, usePanelParts, useStore } from "../../ui/context";
import { countText } from "../../ui/numbers";
import { roleColour } from "../../ui/palette";
import { useModel } from "../../ui/useModel";
import { CodeTable } from "../../ui/layers/CodeTable";
import { Layers } from "../../ui/layers/Layers";
import { Picture, SignedLegend } from "../../ui/layers/Picture";
import { changeFollowing } from "../../state/following";
import { useFollowTexts } from "./texts";
import { useFollowed } from "./useFollowed";
import { verdictText } from "./VerdictView";
import { Space } from "../../ui/kit/Between";

/** Groups consecutive layers of the same network. */
function byNetwork(layers: readonly LayerTrace[]): readonly (readonly LayerTrace[])[] {
  return layers.reduce<readonly (readonly LayerTrace[])[]>((groups, layer) => {
    const last = groups.at(-1);
    return last?.[0]?.network === layer.network ? [...groups.slice(0, -1), [...last, layer]] : [...groups, [layer]];
  }, []);
}

export function WayView() {
  const texts = useFollowTexts();
  const seen = useFollowed("way");
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  if (!seen) return <p className="layers__note" role="status">{texts.waiting}</p>;
  const { found, step, wish } = seen;
  const { x, made, code, verdict } = found;
  const networks = byNetwork(found.layers);
  const encodes = Boolean(code?.mu);
  // The code is shown after the encoder, or first; the generated image is shown before the discriminator, or last.
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
      <SignedLegend />
      <p className="layers__note">{texts.way.about}<Space />{texts.at(countText(step))}</p>
    </div>
  );
}

function Station({ name, symbol, pixels }: { readonly name: string; readonly symbol: string; readonly pixels: Float32Array }) {
  const texts = useFollowTexts().way;
  return (
    <figure className="way__station way__station--image">
      <Picture pixels={pixels} name={texts.picture(name)} />
      <figcaption><i>{symbol}</i> {name}</figcaption>
    </figure>
  );
}

function Code({ code, kind }: { readonly code: NonNullable<ForwardTrace["code"]>; readonly kind: Subject["kind"] }) {
  const { store, session } = usePanelParts();
  const texts = useFollowTexts().way;
  const { code: name } = useAllTexts().layers;
  const source = code.eps ? texts.drawn : code.mu ? texts.point : kind === "code" ? texts.here : texts.prior;
  const again = () => store.setState(changeFollowing({ draw: store.getState().following.draw + 1 }));
  return (
    <section className="way__network way__code" style={{ color: `var(${roleColour("latent")})` }} aria-label={name}>
      <h3 className="way__name">{name}</h3>
      <CodeTable code={code} />
      <div className="way__drawn">
        <p className="layers__note">{source}</p>
        {code.eps && <button type="button" className="button way__again" onClick={again}>{texts.again}</button>}
        {kind === "code" && <button type="button" className="button way__again" onClick={() => session.newNoise()}>{texts.newNoise}</button>}
      </div>
    </section>
  );
}
