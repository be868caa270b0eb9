/** Play: the run with five controls (preset, Train, reset, class, map); everything else is read-only. Before training, only a trained map. */
import { equationsOf, unitsOf } from "../../equations/equation";
import { trainedMapAhead } from "../../state/trainedStart";
import { useStore, useTexts } from "../context";
import { Equation } from "../equation/Equation";
import { Slot } from "../kit/Slot";
import { ClassPicker } from "../latent/ClassPicker";
import { LatentSpace } from "../latent/LatentSpace";
import { LossChart } from "../lossChart/LossChart";
import { Failure } from "../notices/Failure";
import { useModel } from "../useModel";
import { PlayPictures } from "./PlayPictures";
import { Start } from "./Start";

export function Play() {
  const { shell } = useTexts();
  const asked = useStore((state) => state.question !== null);
  // A finished map would answer a lecturer's question.
  const ahead = useStore((state) => state.question === null && trainedMapAhead(state) !== null);
  return (
    <main className={`page__main play${asked ? " play--asked" : ""}`} aria-label={shell.header.tagline}>
      <Start />
      {ahead ? <div className="page__column page__latent"><Failure /><Slot name="trainedMap" /></div> : <Run />}
    </main>
  );
}

/** The displays of the run. */
function Run() {
  const { shell } = useTexts();
  const model = useModel();
  return (
    <>
      <div className="page__column page__learning">
        <Failure />
        <PlayPictures />
        <div className="page__equation"><Equation /><LossUnit /></div>
        <div className="page__chart"><LossChart /></div>
      </div>
      <div className="page__column page__latent">
        {model.conditional && <div className="page__class"><ClassPicker /></div>}
        <p className="play__advice">{model.encode ? shell.play.mapWithCodes : shell.play.map}</p>
        <div className="page__map"><LatentSpace /></div>
      </div>
    </>
  );
}

/** Explains the unit of the losses, if they have one. */
function LossUnit() {
  const { shell } = useTexts();
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  return [...unitsOf(equationsOf(model, h)).values()].includes("nats/image") && <p className="play__unit">{shell.play.nats}</p>;
}
