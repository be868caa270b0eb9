/** The model's output: samples and reconstructions of test images; for points, densities. */
import { Both } from "../comparison/Both";
import { densityTexts } from "../densities/texts";
import { later } from "../kit/later";
import { useData, useModel } from "../useModel";
import { Reconstructions } from "./Reconstructions";
import { SampleGrid } from "./SampleGrid";
import "../densities/densities.css";

const Densities = later(async () => (await import("../densities/Densities")).Densities, { texts: densityTexts });

export function Pictures() {
  const model = useModel();
  const data = useData();
  if (data.kind === "points") return <div className="page__pictures"><div className="page__samples"><Densities data={data} /></div></div>;
  return (
    <div className="page__pictures">
      <div className="page__samples"><Both><SampleGrid /></Both></div>
      {model.encode && <div className="page__reconstructions"><Both><Reconstructions /></Both></div>}
    </div>
  );
}
