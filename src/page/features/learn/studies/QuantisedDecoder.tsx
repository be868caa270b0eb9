/** The same samples from a decoder whose weights have fewer and fewer bits, with its size and their digit-FID. */
import { countText, lossText } from "../../../ui/numbers";
import { Tiles } from "../Tiles";
import type { FigureProps } from "./useStudy";

const COLUMNS = 10;
const kilobytes = (bytes: number) => countText(Math.round(bytes / 1000));

export function QuantisedDecoder({ measured, panel: { quantised: texts } }: FigureProps) {
  return (
    <figure className="study__figure" aria-label={texts.name}>
      <figcaption className="study__caption"><h3 className="panel-title">{texts.name}</h3></figcaption>
      {measured?.id !== "quantised-decoder" ? <p className="study__wait">{texts.soon}</p> : (
        <>
          <p className="lesson__hint">{texts.from(countText(measured.step), countText(measured.result.samples), lossText(measured.result.floor))}</p>
          <table className="lesson__table study__levels">
            <thead><tr><th scope="col">{texts.bits}</th><th scope="col">{texts.size}</th><th scope="col">digit-FID</th><th scope="col">{texts.samples}</th></tr></thead>
            <tbody>
              {measured.result.levels.map(({ bits, bytes, distance, pixels }) => (
                <tr key={bits}>
                  <th scope="row">{bits}</th><td>{kilobytes(bytes)}</td><td>{lossText(distance)}</td>
                  <td><Tiles name={texts.samplesOf(String(bits))} pixels={pixels} columns={COLUMNS} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </figure>
  );
}
