/** A moment as it was recorded, in place of the page: its frames one after the other, then the last one. It says that it is a recording. */
import { useEffect, useState } from "react";
import type { TalkTexts } from "./texts";
import type { Panel, RecordedFigure, RecordedFrame } from "./talk";
import { useTexts } from "../../ui/context";
import { countText, lossText } from "../../ui/numbers";

/** How long a frame is on show, in milliseconds. */
const SHOWN = 1500;

/** What a moment that is about one panel alone shows. */
const OF: Readonly<Record<Panel, readonly RecordedFigure[]>> = {
  equation: ["equation"], chart: ["losses"], pictures: ["samples", "reconstructions", "densities"], latent: ["latent"],
};

/** What is behind it is not to be reached meanwhile. */
const BEHIND = ".header, .page__main, .foot";

interface Props {
  readonly frames: readonly RecordedFrame[];
  /** Alone on the screen; null: everything is. */
  readonly alone: Panel | null;
  readonly name: string;
  readonly texts: TalkTexts;
}

export function Recorded({ frames, alone, name, texts }: Props) {
  const { models: { terms } } = useTexts();
  const [at, setAt] = useState(() => (matchMedia("(prefers-reduced-motion: reduce)").matches ? frames.length - 1 : 0));
  useEffect(() => {
    if (at >= frames.length - 1) return;
    const timer = setTimeout(() => setAt(at + 1), SHOWN);
    return () => clearTimeout(timer);
  }, [at, frames]);
  useEffect(() => {
    const behind = [...document.querySelectorAll<HTMLElement>(BEHIND)];
    const become = (inert: boolean) => behind.forEach((element) => { element.inert = inert; });
    become(true);
    return () => become(false);
  }, []);
  const { step, losses, figures } = frames[at]!;
  const shown = figures.filter(({ id }) => alone === null || OF[alone].includes(id));
  return (
    <section className="recorded" aria-label={`${texts.recorded.label}: ${name}`}>
      <header className="recorded__head">
        <strong className="recorded__label">{texts.recorded.label}</strong>
        <h2>{name}</h2>
        <p>{texts.steps(countText(step))}{Object.entries(losses).map(([id, value]) => <span key={id}> · {terms[id]?.name ?? id} {lossText(value)}</span>)}</p>
      </header>
      <div className="recorded__figures" data-alone={alone !== null || undefined}>
        {shown.map(({ id, png }) => <img key={id} className={`recorded__${id}`} src={`data:image/png;base64,${png}`} alt={texts.recorded.figures[id]} />)}
      </div>
    </section>
  );
}
