/** Replaces the page by a moment's recording: it shows the frames one after the other and stays at the last. A label says that it is a recording. */
import { useEffect, useState } from "react";
import type { TalkTexts } from "./texts";
import type { Panel, RecordedFigure, RecordedFrame } from "./talk";
import { useTexts } from "../../ui/context";
import { useInertBehind } from "../../ui/kit/useInertBehind";
import { countText, lossText } from "../../ui/numbers";

/** Duration of a frame in milliseconds. */
const SHOWN = 1500;

/** The recorded figures of a moment that is about a single panel. */
const FIGURES_OF: Readonly<Record<Panel, readonly RecordedFigure[]>> = {
  equation: ["equation"], chart: ["losses"], pictures: ["samples", "reconstructions", "densities"], latent: ["latent"],
};

interface Props {
  readonly frames: readonly RecordedFrame[];
  /** The only panel on the screen; null: all are shown. */
  readonly alone: Panel | null;
  readonly name: string;
  readonly question: string | null;
  readonly texts: TalkTexts;
}

export function Recorded({ frames, alone, name, question, texts }: Props) {
  const { models: { terms }, shell: { pair } } = useTexts();
  const [at, setAt] = useState(() => (matchMedia("(prefers-reduced-motion: reduce)").matches ? frames.length - 1 : 0));
  useEffect(() => {
    if (at >= frames.length - 1) return;
    const timer = setTimeout(() => setAt(at + 1), SHOWN);
    return () => clearTimeout(timer);
  }, [at, frames]);
  useInertBehind();
  const { step, losses, figures } = frames[at]!;
  const shown = figures.filter(({ id }) => alone === null || FIGURES_OF[alone].includes(id));
  return (
    <section className="recorded" aria-label={pair(texts.recorded.label, name)}>
      <header className="recorded__head">
        <strong className="recorded__label">{texts.recorded.label}</strong>
        <h2>{name}</h2>
        <p>{texts.steps(countText(step))}{Object.entries(losses).map(([id, value]) => <span key={id}> · {terms[id]?.name ?? id} {lossText(value)}</span>)}</p>
        {question && <p className="recorded__question">{question}</p>}
      </header>
      <div className="recorded__figures" data-alone={alone !== null || undefined}>
        {shown.map(({ id, png }) => <img key={id} className={`recorded__${id}`} src={`data:image/png;base64,${png}`} alt={texts.recorded.figures[id]} />)}
      </div>
    </section>
  );
}
