/** Samples, each above its nearest training image, with their distances beside those of test images. */
import { PIXELS } from "../../../../core/run/runConfig";
import type { NearestTraining } from "../../../../subject/measurements/memorising/definition";
import { countText, lossText, percentText } from "../../../ui/numbers";
import { Tiles } from "../Tiles";
import type { FigureProps } from "./useStudy";

const COLUMNS = 10;

/** Returns the pixels of alternating rows: samples, their nearest training images, the next samples … */
function pairs({ nearest, pixels, nearestPixels }: NearestTraining): Uint8Array {
  const rows = Math.ceil(nearest.length / COLUMNS);
  const row = COLUMNS * PIXELS;
  const out = new Uint8Array(2 * rows * row);
  for (let i = 0; i < rows; i++) {
    out.set(pixels.subarray(i * row, (i + 1) * row), 2 * i * row);
    out.set(nearestPixels.subarray(i * row, (i + 1) * row), (2 * i + 1) * row);
  }
  return out;
}

export function Memorising({ measured, panel: { memorising: texts } }: FigureProps) {
  return (
    <figure className="study__figure" aria-label={texts.name}>
      <figcaption className="study__caption"><h3 className="panel-title">{texts.name}</h3></figcaption>
      {measured?.id !== "memorising" ? <p className="study__wait">{texts.soon}</p> : <Nearest step={measured.step} result={measured.result} texts={texts} />}
    </figure>
  );
}

interface Props {
  readonly step: number;
  readonly result: NearestTraining;
  readonly texts: FigureProps["panel"]["memorising"];
}

function Nearest({ step, result, texts }: Props) {
  const { nearest, images, medianOfSamples, medianOfTest, suspicious } = result;
  const rows = [[texts.samples, medianOfSamples], [texts.test, medianOfTest], [texts.nearest, Math.min(...nearest.map(({ distance }) => distance))]] as const;
  return (
    <>
      <p className="lesson__hint">{texts.from(countText(step), countText(nearest.length), countText(images))}</p>
      <Tiles name={texts.pairs} pixels={pairs(result)} columns={COLUMNS} />
      <table className="lesson__table study__distances">
        <tbody>
          {rows.map(([name, value]) => <tr key={name}><th scope="row">{name}</th><td>{lossText(value)}</td></tr>)}
          <tr><th scope="row">{texts.suspicious}</th><td>{percentText(suspicious)}</td></tr>
        </tbody>
      </table>
    </>
  );
}
