/** The pictures of the rounds before this one, each at the end of its run. Rounds that were run during an earlier visit have none. */
import { dataOfRun } from "../../../../subject/data/registry";
import type { Round } from "../../../../course/lessons/lesson";
import { usePanelParts, useTexts } from "../../../ui/context";
import { ModelDensity } from "../../../ui/densities/ModelDensity";
import "../../../ui/densities/densities.css";
import { countText } from "../../../ui/numbers";
import { Tiles } from "../Tiles";
import { earlierRun, type EarlierRun } from "./earlierRuns";
import type { OpenLesson } from "./useLesson";

interface Props {
  readonly open: OpenLesson;
  readonly round: Round;
}

export function EarlierPictures({ open: { id, lesson, panel }, round }: Props) {
  const { store } = usePanelParts();
  return lesson.rounds.slice(0, lesson.rounds.indexOf(round)).map((earlier, i) => {
    const run = earlierRun(store, id, earlier.id);
    return run && (
      <figure key={earlier.id} className="lesson__earlier">
        <figcaption className="lesson__label">{panel.compare.pictures(panel.compare.round(i + 1), countText(earlier.until))}</figcaption>
        <Pictures run={run} />
      </figure>
    );
  });
}

function Pictures({ run: { config, samples, reconstructions, densities } }: { readonly run: EarlierRun }) {
  const texts = useTexts().instruments.pictures;
  const data = dataOfRun(config);
  if (data.kind === "points") return densities && data.width === 2 && <ModelDensity data={data} picture={densities} />;
  return (
    <>
      {samples && <><p className="hint">{texts.samples}</p><Tiles name={texts.samplesName(countText(samples.step))} pixels={samples.pixels} columns={10} /></>}
      {reconstructions && (
        <>
          <p className="hint">{texts.reconstructions}</p>
          <Tiles name={texts.reconstructionsName(reconstructions.count, countText(reconstructions.step))} pixels={reconstructions.pixels} columns={reconstructions.count} />
        </>
      )}
    </>
  );
}
