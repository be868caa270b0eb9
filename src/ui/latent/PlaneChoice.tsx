/** Chooses which plane the map shows, for more than two latent dimensions. */
import type { Place } from "../../core/latent/pictures";
import { distanceFrom } from "../../core/latent/plane";
import type { Basis, Three, ThreeCodes } from "../../state/instrumentSettings";
import { usePanelParts, useStore, useTexts } from "../context";
import { DieIcon } from "../kit/icons";
import { quietly } from "../kit/quietly";
import { countText, percentText } from "../numbers";
import { useModel } from "../useModel";
import { alongAxis } from "./coordinates";
import { ImageNumber } from "./ImageNumber";

export const LETTERS = ["A", "B", "C"] as const;

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
      <p className="plane__shares" title={texts.strongestAbout}>{texts.changes(percentText(first + second))}</p>
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
      <p className="plane__shares" title={texts.sharesTitle(countText(found.images))}>
        {texts.shares(percentText(first), percentText(second))}
      </p>
      <AsOf step={found.step} update={() => session.showComponents()} />
    </>
  );
}

function AsOf({ step, update }: { readonly step: number; update(): Promise<void> }) {
  const texts = useTexts().looking.plane;
  return (
    <p className="plane__as-of">
      <span>{texts.asOf(countText(step))}</span>
      <button type="button" className="button plane__update" title={texts.updateTitle} onClick={() => quietly(update())}>
        {texts.update}
      </button>
    </p>
  );
}

function ThroughThree({ found }: { readonly found: ThreeCodes | null }) {
  const { session, store } = usePanelParts();
  const three = useStore((state) => state.instrumentSettings.three);
  const left = useStore(({ plane }) => Boolean(found && !found.trouble && distanceFrom(plane, found.codes[0]!) > 0.01 * plane.extent));
  const texts = useTexts().looking.plane;
  const setPlace = (which: number, place: Place) => {
    const [a, b, c] = three.map((one, i) => (i === which ? place : one)) as [Place, Place, Place];
    quietly(session.showThree([a, b, c] satisfies Three<Place>));
  };
  return (
    <>
      <div className="plane__three">
        {three.map((place, i) => (
          <PlacePickerRow
            key={LETTERS[i]} letter={LETTERS[i]!} place={place} onChange={(next) => setPlace(i, next)}
            held={() => ({ kind: "held", z: store.getState().z })}
          />
        ))}
      </div>
      {found?.trouble
        ? <p className="plane__trouble" role="status">{texts[found.trouble]}</p>
        : left && <p className="plane__note" role="status">{texts.left}</p>}
      {found && !found.trouble && <AsOf step={found.step} update={() => session.showThree()} />}
    </>
  );
}

function PlacePickerRow({ letter, place, onChange, held }: {
  readonly letter: string; readonly place: Place; onChange(place: Place): void; held(): Place;
}) {
  const { session } = usePanelParts();
  const { encode } = useModel();
  const texts = useTexts().looking.plane;
  return (
    <span className="plane__slot">
      <button
        type="button" className="plane__letter" aria-label={texts.slotHeld(letter)} title={texts.slotHeld(letter)}
        onClick={() => onChange(held())}
      >
        {letter}
      </button>
      {encode
        ? (
          <ImageNumber
            label={texts.slotImage(letter)} value={place.kind === "image" ? place.index : null}
            onChange={(index) => onChange({ kind: "image", index })}
          />
        )
        : (
          <button
            type="button" className="button button--icon plane__noise" aria-label={texts.slotNoise(letter)}
            title={texts.slotNoise(letter)} onClick={() => onChange(session.anotherNoise())}
          >
            <DieIcon />
          </button>
        )}
    </span>
  );
}
