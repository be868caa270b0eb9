/**
 * Where every panel stands: three columns between header and foot; one column on a phone. In lecture mode two: formula and
 * losses left; right, large, what the preset's question asks about.
 */
import { shownOn } from "../../state/lecture";
import { RunFile } from "../checkpoint/RunFile";
import { useStore, useTexts } from "../context";
import { Equation } from "../equation/Equation";
import { Changed } from "../experiment/Changed";
import { Controls } from "../experiment/Controls";
import { ModelChoice } from "../experiment/ModelChoice";
import { Settings } from "../experiment/Settings";
import { Foot } from "../foot/Foot";
import { Header } from "../header/Header";
import { ClassPicker } from "../latent/ClassPicker";
import { LatentSpace } from "../latent/LatentSpace";
import { LossChart } from "../lossChart/LossChart";
import { later } from "./later";
import { MachineDialog } from "../machine/MachineDialog";
import { MeasureDialog } from "../measurements/MeasureDialog";
import { Failure } from "../notices/Failure";
import { Notices } from "../notices/Notices";
import { Reconstructions } from "../pictures/Reconstructions";
import { SampleGrid } from "../pictures/SampleGrid";
import { KeysDialog } from "../present/KeysDialog";
import { useKeys } from "../present/useKeys";
import { useData, useModel } from "../useModel";
import "../densities/densities.css";
import "../experiment/experiment.css";
import "./page.css";
import "../present/lecture.css"; // last: it overrules the panels' own

const Densities = later(async () => (await import("../densities/Densities")).Densities);

export function Page() {
  const { shell } = useTexts();
  const model = useModel();
  const shown = useStore((state) => shownOn(model, state));
  useKeys();
  const data = useData();
  const pictures = data.kind === "points" ? <div className="page__pictures"><div className="page__samples"><Densities data={data} /></div></div> : (
    <div className="page__pictures">
      <div className="page__samples"><SampleGrid /></div>
      {model.encode && <div className="page__reconstructions"><Reconstructions /></div>}
    </div>
  );
  return (
    <div className="page" data-shown={shown}>
      <Header />
      <main className="page__main" aria-label={shell.header.tagline}>
        <div className="page__column experiment">
          <ModelChoice />
          <Controls />
          <Settings />
          <Changed />
          <RunFile />
        </div>
        <div className="page__column page__learning">
          <Failure />
          <div className="page__equation"><Equation /></div>
          <div className="page__chart"><LossChart /></div>
          {shown !== "pictures" && pictures}
        </div>
        <div className="page__column page__latent">
          {model.conditional && <div className="page__class"><ClassPicker /></div>}
          {shown === "pictures" && pictures}
          <div className="page__map"><LatentSpace /></div>
        </div>
      </main>
      <Foot />
      <Notices />
      <KeysDialog />
      <MeasureDialog />
      <MachineDialog />
    </div>
  );
}
