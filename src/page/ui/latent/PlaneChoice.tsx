/** Chooses which plane the map shows, for more than two latent dimensions. */
import type { Basis } from "../../state/instrumentSettings";
import { usePanelParts, useStore, useTexts } from "../context";
import { later } from "../kit/later";
import { quietly } from "../kit/quietly";
import { countText, percentText } from "../numbers";
import { useModel } from "../useModel";
import { AsOf } from "./AsOf";
import { alongAxis } from "./coordinates";

/** Few readers choose three codes. */
const ThroughThree = later(async () => (await import("./ThroughThree")).ThroughThree);

export function PlaneChoice() {
  const { session } = usePanelParts();
  const { encode } = useModel();
  const basis = useStore((state) => state.basis);
  const texts = useTexts().looking.plane;
  const choose = (kind: Basis["kind"]) => {
    switch (kind) {
      case "dimensions": return session.showDimensions([0, 1]);
      case "strongest": return quietly(session.showStrongest());
      case "components": return quietly(session.showComponents());
      case "three": return quietly(session.showThree());
      default: return kind satisfies never;
    }
  };
  return (
    <div className="plane">
      <select
        className="select plane__kind" aria-label={texts.name} value={basis.kind}
        onChange={(event) => choose(event.target.value as Basis["kind"])}
      >
        <option value="strongest" title={texts.strongestAbout}>{texts.strongest}</option>
        <option value="dimensions">{texts.dimensions}</option>
        {encode && <option value="components" title={texts.componentsAbout}>{texts.components}</option>}
        <option value="three" title={texts.threeAbout}>{texts.three}</option>
      </select>
      {basis.kind === "dimensions" && <Axes axes={basis.axes} />}
      {basis.kind === "strongest" && <Strongest found={basis.found} />}
      {basis.kind === "components" && <Shares found={basis.found} />}
      {basis.kind === "three" && <ThroughThree found={basis.found} />}
    </div>
  );
}

function Axes({ axes }: { readonly axes: readonly [number, number] }) {
  const { session } = usePanelParts();
  const latent = useStore((state) => state.z.length);
  const texts = useTexts().instruments.latent;
  return (
    <div className="plane__pair" role="group" aria-label={texts.axes}>
      {([0, 1] as const).map((which) => (
        <label key={which}>
          <span>{which === 0 ? texts.horizontal : texts.vertical}</span>
          <select
            className="select" value={axes[which]}
            onChange={(event) => session.showDimensions(alongAxis(axes, which, Number(event.target.value)))}
          >
            {Array.from({ length: latent }, (_, k) => <option key={k} value={k}>z{k + 1}</option>)}
          </select>
        </label>
      ))}
    </div>
  );
}

function Strongest({ found }: { readonly found: Extract<Basis, { kind: "strongest" }>["found"] }) {
  const { session } = usePanelParts();
  const texts = useTexts().looking.plane;
  if (!found) return <p className="plane__note">{texts.looking}</p>;
  const [first = 0, second = 0] = found.shares;
  return (
    <>
      <p className="plane__changes" title={texts.strongestAbout}>{texts.changes(percentText(first + second))}</p>
      <AsOf step={found.step} update={() => session.showStrongest()} />
    </>
  );
}

function Shares({ found }: { readonly found: Extract<Basis, { kind: "components" }>["found"] }) {
  const { session } = usePanelParts();
  const texts = useTexts().looking.plane;
  if (!found) return <p className="plane__note">{texts.reading}</p>;
  const [first = 0, second = 0] = found.shares;
  return (
    <>
      <p className="plane__changes" title={texts.sharesTitle(countText(found.images))}>
        {texts.shares(percentText(first), percentText(second))}
      </p>
      <AsOf step={found.step} update={() => session.showComponents()} />
    </>
  );
}
