/** Says above the editor that two tabs have changed the program, and offers the other one of the two. */
import { useProgramTexts } from "./texts";

interface Props {
  /** The program of the other tab; null: none. */
  readonly other: string | null;
  /** The program in the editor. */
  readonly text: string;
  /** Puts the other one into the editor; the one that was there becomes the other. */
  onShow(other: string): void;
  /** The reader keeps the one in the editor. */
  onKeep(): void;
}

export function OtherProgram({ other, text, onShow, onKeep }: Props) {
  const { other: texts } = useProgramTexts();
  if (other === null || other === text) return null;
  return (
    <p className="program__about" role="status">
      {texts.both} <button type="button" className="program__place" onClick={() => onShow(other)}>{texts.show}</button>{" "}
      <button type="button" className="program__place" onClick={onKeep}>{texts.keep}</button>
    </p>
  );
}
