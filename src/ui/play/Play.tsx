/** Play: the run with five controls (preset, Train, reset, class, map); everything else is read-only. */
import { useTexts } from "../context";
import { Equation } from "../equation/Equation";
import { ClassPicker } from "../latent/ClassPicker";
import { LatentSpace } from "../latent/LatentSpace";
import { LossChart } from "../lossChart/LossChart";
import { Failure } from "../notices/Failure";
import { useModel } from "../useModel";
import { PlayPictures } from "./PlayPictures";
import { Start } from "./Start";

export function Play() {
  const { shell } = useTexts();
  const model = useModel();
  return (
    <main className="page__main play" aria-label={shell.header.tagline}>
      <Start />
      <div className="page__column page__learning">
        <Failure />
        <PlayPictures />
        <div className="page__equation"><Equation /></div>
        <div className="page__chart"><LossChart /></div>
      </div>
      <div className="page__column page__latent">
        {model.conditional && <div className="page__class"><ClassPicker /></div>}
        <p className="play__advice">{model.encode ? shell.play.mapWithCodes : shell.play.map}</p>
        <div className="page__map"><LatentSpace /></div>
      </div>
    </main>
  );
}
