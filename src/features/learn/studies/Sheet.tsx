/** The figure of a study and its explanation: empty before the reader has guessed, explained once it shows something. */
import type { ComponentType } from "react";
import type { StudiesTexts } from "../texts";
import { requestedOrNewest } from "../../../state/measured";
import type { StudyId } from "../../../studies/ids";
import { useStore } from "../../../ui/context";
import { Augmentation } from "./Augmentation";
import { GradientVariance } from "./GradientVariance";
import { Memorising } from "./Memorising";
import { QuantisedDecoder } from "./QuantisedDecoder";
import { RateDistortion } from "./RateDistortion";
import type { FigureProps, OpenStudy } from "./useStudy";

const FIGURES: Readonly<Record<StudyId, ComponentType<FigureProps>>> = {
  "rate-distortion": RateDistortion, "quantised-decoder": QuantisedDecoder, "gradient-variance": GradientVariance, memorising: Memorising, augmentation: Augmentation,
};

export function Sheet({ open, texts: { panel, studies } }: { readonly open: OpenStudy; readonly texts: StudiesTexts }) {
  const { id, guess, study } = open;
  const { shows, change } = studies[id]!;
  const Figure = FIGURES[id];
  const measured = useStore((state) => requestedOrNewest(study.measures.id, state) !== undefined);
  if (guess === null) return <p className="study__wait">{panel.guessFirst}</p>;
  return (
    <>
      <Figure open={open} panel={panel} />
      {measured && (
        <div className="study__said">
          <h3 className="panel-title">{panel.shows}</h3>
          {shows.map((text) => <p key={text}>{text}</p>)}
          <h3 className="panel-title">{panel.change}</h3>
          <ul>{change.map((text) => <li key={text}>{text}</li>)}</ul>
          <p className="lesson__sources">
            <span>{panel.sources}:</span>
            {study.sources.map(({ text, url }) => <a key={url} href={url} target="_blank" rel="noreferrer">{text}</a>)}
          </p>
        </div>
      )}
    </>
  );
}
