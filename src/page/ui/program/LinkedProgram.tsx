/** Says above the editor that a link has brought a program, and offers the other one of the two. */
import { useProgramTexts } from "./texts";

interface Props {
  /** The program in the editor. */
  readonly text: string;
  /** The program of the link; null: it has none. */
  readonly linked: string | null;
  /** The program that the reader was writing before; null: none. */
  readonly own: string | null;
  replace(other: string): void;
}

export function LinkedProgram({ text, linked, own, replace }: Props) {
  const { linked: texts } = useProgramTexts();
  if (linked === null || own === linked) return null;
  if (text === linked) {
    return (
      <p className="program__about">
        {own === null ? texts.shown : texts.shownFirst} {own !== null && <button type="button" className="program__place" onClick={() => replace(own)}>{texts.showOwn}</button>}
      </p>
    );
  }
  return text === own && <p className="program__about">{texts.other} <button type="button" className="program__place" onClick={() => replace(linked)}>{texts.show}</button></p>;
}
