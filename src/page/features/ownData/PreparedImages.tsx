/** The result of preparing files: the options that were used, a preview, counts, and what was left out. */
import { useEffect, useRef, useState } from "react";
import { ownId, shortName, type LeftOut, type OwnImages, type ImportOptions, type Prepared } from "../../../core/data/ownData";
import { readOwnId } from "../../../core/data/ownId";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import type { OwnDataTexts } from "./texts";
import { countText } from "../../ui/numbers";
import { SaveButton } from "./SaveButton";
import { Colon, Space } from "../../ui/kit/Between";

interface Props {
  readonly prepared: Prepared;
  /** False while the result does not yet match the options. */
  readonly able: boolean;
  /** The id that the experiment requires for these images; null: the reader names them here. */
  readonly fixedName: string | null;
  readonly texts: OwnDataTexts;
  onChange(wishes: ImportOptions): void;
  onUse(images: OwnImages): void;
}

const SWITCHES = ["inverted", "centred", "transposed", "labelled"] as const;

export function PreparedImages({ prepared, able, fixedName, texts, onChange, onUse }: Props) {
  const { images, wishes, drawn, hasLabels, leftOut } = prepared;
  const { train, test, classes } = images;
  const count = train.labels.length + test.labels.length;
  const known = readOwnId(images.id)!;
  const [name, setName] = useState(known.name);
  const named: OwnImages = { ...images, id: fixedName ?? ownId({ ...known, name: shortName(name) || known.name }) };
  return (
    <>
      <fieldset className="own-data__wishes">
        {SWITCHES.filter((wish) => (wish === "labelled" ? hasLabels : drawn === null)).map((wish) => (
          <label key={wish}><input type="checkbox" checked={wishes[wish]} onChange={({ target }) => onChange({ ...wishes, [wish]: target.checked })} /> {texts.wishes[wish]}</label>
        ))}
        {wishes.sheet && <Sheet sheet={wishes.sheet} texts={texts} onChange={(sheet) => onChange({ ...wishes, sheet })} />}
      </fieldset>
      {able && (
        <>
          <Preview pixels={train.pixels} texts={texts} />
          {drawn !== null && drawn < count && <p>{texts.draw.copies(drawn, count)}</p>}
          <p>{texts.counts(countText(train.labels.length), countText(test.labels.length))}<Space />{classes.length > 0 ? texts.labelled : texts.unlabelled}</p>
          {classes.length > 0 && (
            <dl className="own-data__classes" aria-label={texts.classes}>
              {classes.map((label, k) => <div key={k}><dt>{label}</dt><dd>{countText([train, test].reduce((sum, { labels }) => sum + labels.filter((one) => one === k).length, 0))}</dd></div>)}
            </dl>
          )}
          {(Object.entries(leftOut) as [LeftOut, number][]).map(([why, count]) => <p key={why} className="own-data__left-out">{texts.leftOut[why](count)}</p>)}
          {fixedName === null && <label className="own-data__name">{texts.name} <input className="field" value={name} maxLength={24} onChange={({ target }) => setName(target.value)} /></label>}
          <div className="own-data__choose">
            <button className="button button--main" onClick={() => onUse(named)}>{texts.train}</button>
            <SaveButton name={texts.archive} about={texts.archiveAbout} texts={texts} images={async () => named} />
            <span className="own-data__drop">{texts.restarts}</span>
          </div>
        </>
      )}
    </>
  );
}

function Sheet({ sheet, texts, onChange }: { readonly sheet: NonNullable<ImportOptions["sheet"]>; readonly texts: OwnDataTexts; onChange(sheet: NonNullable<ImportOptions["sheet"]>): void }) {
  const number = (side: "columns" | "rows") => (
    <label>{texts[side]} <input className="field" type="number" min={1} max={300} defaultValue={sheet[side]}
      onBlur={({ target }) => {
        const value = Math.round(Number(target.value));
        if (value >= 1 && value !== sheet[side]) onChange({ ...sheet, [side]: value });
      }} /></label>
  );
  return <span className="own-data__sheet" role="group" aria-label={texts.sheet}>{texts.sheet}<Colon />{number("columns")} {number("rows")}</span>;
}

const ACROSS = 16;
const DOWN = 5;

/** Shows images without interpolation. */
function Preview({ pixels, texts }: { readonly pixels: Uint8Array; readonly texts: OwnDataTexts }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = Math.min(ACROSS * DOWN, pixels.length / PIXELS);
  useEffect(() => {
    const pen = canvas.current?.getContext("2d");
    if (!pen) return;
    const picture = new ImageData(ACROSS * SIDE, DOWN * SIDE);
    for (let at = 0; at < ACROSS * DOWN * PIXELS; at++) {
      const [x, y] = [at % (ACROSS * SIDE), Math.floor(at / (ACROSS * SIDE))];
      const image = Math.floor(y / SIDE) * ACROSS + Math.floor(x / SIDE);
      picture.data.fill(image < shown ? pixels[image * PIXELS + (y % SIDE) * SIDE + (x % SIDE)]! : 0, 4 * at, 4 * at + 3);
      picture.data[4 * at + 3] = 255;
    }
    pen.putImageData(picture, 0, 0);
  }, [pixels, shown]);
  return (
    <figure className="own-data__preview">
      <canvas ref={canvas} width={ACROSS * SIDE} height={DOWN * SIDE} role="img" aria-label={texts.preview(shown)} />
      <figcaption>{texts.preview(shown)}</figcaption>
    </figure>
  );
}
