/**
 * The Lab in three columns: the run, the map under its question, and on the right the position in latent space, formula, losses and pictures.
 * Narrow windows have one column or two. Lecture mode has formula and losses on the left; on the right, enlarged, the subject of the preset's
 * question.
 */
import { latentViewOf } from "../../state/lecture";
import { RunFile } from "../checkpoint/RunFile";
import { Compare } from "../comparison/Compare";
import { useStore, useTexts } from "../context";
import { Equation } from "../equation/Equation";
import { Changed } from "../experiment/Changed";
import { Controls } from "../experiment/Controls";
import { ModelChoice } from "../experiment/ModelChoice";
import { Settings } from "../experiment/Settings";
import { Foot } from "../foot/Foot";
import { Question } from "../foot/Question";
import { RunStatus } from "../header/RunStatus";
import { ClassPicker } from "../latent/ClassPicker";
import { LatentSpace } from "../latent/LatentSpace";
import { LossChart } from "../lossChart/LossChart";
import { Failure } from "../notices/Failure";
import { Pictures } from "../pictures/Pictures";
import { useSmall } from "../kit/useMedia";
import { useModel } from "../useModel";
import { Slot } from "../kit/Slot";
import { useWideLab } from "./useWideLab";
import "./lab.css";

export function Lab() {
  const { shell } = useTexts();
  const model = useModel();
  const wide = useWideLab();
  const shown = useStore((state) => latentViewOf(model, state));
  // With two runs, all pictures are shown in the same two columns. A single latent dimension, and small windows, have more height below the map.
  const small = useSmall();
  const compared = useStore((state) => state.comparison !== null && !state.present);
  const line = useStore((state) => state.z.length === 1) && shown === "map";
  const below = shown !== "pictures" && (compared || (wide && (line || small)));
  const classes = model.conditional && <div className="page__class"><ClassPicker /></div>;
  const learning = (
    <div key="learning" className="page__column page__learning">
      <Failure />
      <div className="page__equation"><Equation><Slot name="equation" /></Equation></div>
      <Slot name="belowEquation" />
      <div className="page__chart"><LossChart /></div>
      {shown !== "pictures" && !below && <Pictures />}
    </div>
  );
  const latent = (
    <div key="latent" className="page__column page__latent">
      {!wide && classes}
      {shown === "pictures" && <Pictures />}
      <div className="page__map">
        {wide ? <LatentSpace above={<><Question />{classes}</>} under={below && <Pictures />} /> : <LatentSpace />}
      </div>
      {!wide && below && <Pictures />}
    </div>
  );
  return (
    <>
      <main className="page__main" aria-label={shell.header.tagline}>
        <div className="page__column experiment">
          <ModelChoice />
          <Controls />
          {wide && <RunStatus />}
          <div className="ways"><Compare /><Slot name="besideCompare" /></div>
          <Settings />
          <Changed />
          <RunFile />
        </div>
        {wide ? [latent, learning] : [learning, latent]}
      </main>
      {!wide && <Foot />}
    </>
  );
}
