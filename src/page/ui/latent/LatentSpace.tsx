/** The latent space, shown by one of several instruments, and below or beside it the reader's position as sliders and decoded image. */
import type { ReactNode } from "react";
import { isIncluded } from "../../state/embed";
import { instrumentsOf } from "../../state/instruments";
import { initialLatentView, latentViewOf, type LatentView } from "../../state/lecture";
import { Both } from "../comparison/Both";
import { useStore, useTexts } from "../context";
import { later } from "../kit/later";
import { Slot } from "../kit/Slot";
import { useModel } from "../useModel";
import { useCurrentRoom } from "../useCurrentRoom";
import { Decoded } from "./DecodedImage";
import { InstrumentSwitch } from "./InstrumentSwitch";
import { LatentMap, MapControls } from "./LatentMap";
import { LatentSliders } from "./LatentSliders";
import { PlaneSliders } from "./PlaneSliders";
import "../layers/layers.css";
import "./strips/strips.css";
import "./latent.css";
import { stripTexts } from "./strips/texts";

const strips = () => import("./strips");
const Arithmetic = later(async () => (await strips()).Arithmetic, { texts: stripTexts });
const Between = later(async () => (await strips()).Between, { texts: stripTexts });
const Traverse = later(async () => (await strips()).Traverse, { texts: stripTexts });

interface Props {
  /** Shown above and below the instrument, in its column. */
  readonly above?: ReactNode;
  readonly under?: ReactNode;
}

export function LatentSpace({ above, under }: Props) {
  const texts = useTexts().instruments.latent;
  const room = useCurrentRoom();
  const many = useStore((state) => state.z.length > 2);
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const instruments = instrumentsOf(model, h);
  const shown = useStore((state) => latentViewOf(model, state));
  const pictures = useStore((state) => state.present && initialLatentView(model, state) === "pictures");
  const views = useStore((state) => isIncluded(state.embed, "views"));
  const choices: readonly LatentView[] = pictures ? ["pictures", ...instruments] : instruments;
  return (
    <div className="latent" role="group" aria-label={texts.name}>
      <div className="latent__main">
        {above}
        <div className="latent__head">
          {views && choices.length > 1 && <InstrumentSwitch choices={choices} shown={shown} />}
          <h2 className="panel-title">{texts.name}</h2>
        </div>
        <Stage shown={shown} />
        {under}
      </div>
      {shown !== "follow" && shown !== "slow" && (shown !== "fill-in" || model.given) && (
        <div className="latent__below">
          <Both><Decoded /></Both>
          <div className="latent__controls">
            {shown === "map" && <MapControls />}
            {room === "play" && many ? <PlaneSliders /> : <LatentSliders marked={shown === "map"} />}
          </div>
        </div>
      )}
    </div>
  );
}

function Stage({ shown }: { readonly shown: LatentView }) {
  switch (shown) {
    case "traverse": return <Traverse />;
    case "between": return <Between />;
    case "arithmetic": return <Arithmetic />;
    case "map":
      return <LatentMap />;
    case "fill-in":
    case "follow":
    case "slow": return <Slot name={shown} />;
    case "pictures": return null; // they are shown above
    default:
      return shown satisfies never;
  }
}
