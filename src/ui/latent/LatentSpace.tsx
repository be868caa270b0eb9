/** The latent space, looked at in one of several ways, and below it the reader's position: decoded image and sliders. */
import type { Instrument } from "../../state/instruments";
import { instrumentsOf, shownInstrument } from "../../state/instruments";
import { FillIn } from "../completion/FillIn";
import { useStore, useTexts } from "../context";
import { useModel } from "../useModel";
import { DecodedImage } from "./DecodedImage";
import { InstrumentSwitch } from "./InstrumentSwitch";
import { LatentMap } from "./LatentMap";
import { LatentSliders } from "./LatentSliders";
import "./latent.css";

export function LatentSpace() {
  const texts = useTexts().instruments.latent;
  const model = useModel();
  const instruments = instrumentsOf(model);
  const chosen = useStore((state) => state.instrument);
  const shown = shownInstrument(model, chosen);
  return (
    <div className="latent" role="group" aria-label={texts.name}>
      <div className="latent__head">
        <span className="panel-title">{texts.name}</span>
        {instruments.length > 1 && <InstrumentSwitch instruments={instruments} shown={shown} />}
      </div>
      <Stage instrument={shown} />
      {(shown !== "fill-in" || model.visible) && (
        <div className="latent__below">
          <DecodedImage />
          <LatentSliders />
        </div>
      )}
    </div>
  );
}

function Stage({ instrument }: { readonly instrument: Instrument }) {
  switch (instrument) {
    case "map":
    case "traverse":
    case "between":
    case "arithmetic":
      return <LatentMap />;
    case "fill-in":
      return <FillIn />;
    default:
      return instrument satisfies never;
  }
}
