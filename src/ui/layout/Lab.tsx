/**
 * The Lab: all panels in three columns, or one column on a phone. Lecture mode has two columns: formula and losses on the left; on the right,
 * enlarged, the subject of the preset's question.
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
import { ClassPicker } from "../latent/ClassPicker";
import { LatentSpace } from "../latent/LatentSpace";
import { LossChart } from "../lossChart/LossChart";
import { Failure } from "../notices/Failure";
import { Pictures } from "../pictures/Pictures";
import { useModel } from "../useModel";
import { Slot } from "../kit/Slot";
import "../experiment/experiment.css";

export function Lab() {
  const { shell } = useTexts();
  const model = useModel();
  const shown = useStore((state) => latentViewOf(model, state));
  // With two runs, all pictures are shown in the same two columns.
  const below = useStore((state) => state.comparison !== null && !state.present) && shown !== "pictures";
  return (
    <main className="page__main" aria-label={shell.header.tagline}>
      <div className="page__column experiment">
        <ModelChoice />
        <Controls />
        <div className="ways"><Compare /><Slot name="besideCompare" /></div>
        <Settings />
        <Changed />
        <RunFile />
      </div>
      <div className="page__column page__learning">
        <Failure />
        <div className="page__equation"><Equation><Slot name="equation" /></Equation></div>
        <Slot name="belowEquation" />
        <div className="page__chart"><LossChart /></div>
        {shown !== "pictures" && !below && <Pictures />}
      </div>
      <div className="page__column page__latent">
        {model.conditional && <div className="page__class"><ClassPicker /></div>}
        {shown === "pictures" && <Pictures />}
        <div className="page__map"><LatentSpace /></div>
        {below && <Pictures />}
      </div>
    </main>
  );
}
