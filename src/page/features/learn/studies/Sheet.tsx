/** The figure of a study and its explanation: empty before the reader has guessed, explained once it shows something. */
import { useState } from "react";
import type { RunConfig } from "../../../../core/run/runConfig";
import type { Measured } from "../../../../subject/measurements/registry";
import type { StudiesTexts } from "../texts";
import type { StudyId } from "../../../../course/studies/ids";
import { useStore, useTexts } from "../../../ui/context";
import type { PageComponent } from "../../../ui/jsx/JSX";
import { modelName } from "../../../ui/presetTexts";
import { Colon } from "../../../ui/kit/Between";
import { countText } from "../../../ui/numbers";
import { Augmentation } from "./Augmentation";
import { GradientVariance } from "./GradientVariance";
import { Memorising } from "./Memorising";
import { QuantisedDecoder } from "./QuantisedDecoder";
import { RateDistortion } from "./RateDistortion";
import type { FigureProps, OpenStudy } from "./useStudy";

const FIGURES: Readonly<Record<StudyId, PageComponent<FigureProps>>> = {
  "rate-distortion": RateDistortion, "quantised-decoder": QuantisedDecoder, "gradient-variance": GradientVariance, memorising: Memorising, augmentation: Augmentation,
};

/** A measurement of an earlier step or run, which stays on the page for comparison. */
interface Seen {
  readonly begun: RunConfig;
  readonly measured: Measured;
}

const MAX_SEEN = 4;

export function Sheet({ open, texts: { panel, studies } }: { readonly open: OpenStudy; readonly texts: StudiesTexts }) {
  const { id, guess, measured } = open;
  const { models } = useTexts();
  const { shows, change } = studies[id]!;
  const Figure = FIGURES[id];
  const begun = useStore((state) => state.begun);
  const points = useStore(({ studyNotes }) => studyNotes.points.length);
  const [seen, setSeen] = useState<readonly Seen[]>([]);
  if (measured && seen.at(-1)?.measured !== measured) {
    const others = seen.filter((one) => one.begun !== begun || one.measured.step !== measured.step);
    setSeen([...others, { begun, measured }].slice(-MAX_SEEN));
  }
  const earlier = seen.filter((one) => one.measured !== measured);
  const compared = [...earlier.map((one) => one.measured), ...(measured ? [measured] : [])];
  if (guess === null) return <p className="study__wait">{panel.guessFirst}</p>;
  return (
    <>
      <Figure open={open} measured={measured} compared={compared} panel={panel} />
      {id !== "rate-distortion" && earlier.toReversed().map((one) => (
        <details key={seen.indexOf(one)} className="study__earlier" open>
          <summary>{panel.earlier(modelName({ models }, one.begun.model), countText(one.measured.step))}</summary>
          <Figure open={open} measured={one.measured} compared={compared} panel={panel} />
        </details>
      ))}
      {(measured || (id === "rate-distortion" && points > 0)) && (
        <div className="study__said">
          <h3 className="panel-title">{panel.shows}</h3>
          {shows.map((text) => <p key={text}>{text}</p>)}
          <h3 className="panel-title">{panel.change}</h3>
          <ul>{change.map((text) => <li key={text}>{text}</li>)}</ul>
          <p className="lesson__sources">
            <span>{panel.sources}<Colon /></span>
            {open.study.sources.map(({ text, url }) => <a key={url} href={url} target="_blank" rel="noreferrer">{text}</a>)}
          </p>
        </div>
      )}
    </>
  );
}
