/** Play: the run with five controls (preset, Train, reset, class, map); everything else is read-only. Before training, only a trained map. */
import { showsTrainedMap } from "../../state/trainedStart";
import { useStore, useTexts } from "../context";
import { Slot } from "../kit/Slot";
import { RunPanels } from "../layout/RunPanels";
import { Failure } from "../notices/Failure";
import { Start } from "./Start";

export function Play() {
  const { shell } = useTexts();
  const asked = useStore((state) => state.question !== null);
  const ahead = useStore(showsTrainedMap);
  return (
    <main className={`page__main play${asked ? " play--asked" : ""}`} aria-label={shell.header.tagline}>
      <Start />
      {ahead ? <div className="page__column page__latent"><Failure /><Slot name="trainedMap" /></div> : <RunPanels room="play" />}
    </main>
  );
}
