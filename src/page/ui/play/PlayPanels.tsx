/** What Play displays of the run. */
import { equationsOf, unitsOf } from "../../equations/equation";
import { useStore, useTexts } from "../context";
import { Equation } from "../equation/Equation";
import { ClassPicker } from "../latent/ClassPicker";
import { LatentSpace } from "../latent/LatentSpace";
import { LossChart } from "../lossChart/LossChart";
import { Failure } from "../notices/Failure";
import { useModel } from "../useModel";
import { PlayPictures } from "./PlayPictures";

export function PlayPanels() {
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
