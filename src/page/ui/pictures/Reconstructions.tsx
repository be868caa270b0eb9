/** Test images, each with its reconstruction or with its missing pixels filled in below. For models with an encoder only. */
import { PIXELS } from "../../../core/run/runConfig";
import type { PictureOf } from "../../state/frames";
import { useStore, useTexts } from "../context";
import { ActiveUnits } from "../measurements/ActiveUnits";
import { countText } from "../numbers";
import { useModel } from "../useModel";
import { Picks } from "./Picks";
import { usePicture } from "./usePicture";
import "./pictures.css";

const tiles = ({ pixels, count }: PictureOf<"reconstructions">) => ({ pixels, count: pixels.length / PIXELS, columns: count });

export function Reconstructions() {
  const { encode } = useModel();
  return encode ? <Pairs /> : null;
}

function Pairs() {
  const texts = useTexts().instruments.pictures;
  const titles = useStore(({ present }) => present) ? texts.short : texts;
  const { missing } = useModel();
  const rows = missing ? 3 : 2;
  const { canvas, step, count } = usePicture("reconstructions", tiles);
  const named = missing ? texts.imputedName : texts.reconstructionsName;
  const name = step === null ? texts.noReconstructions : named(count / rows, countText(step));
  return (
    <figure className={`pictures${missing ? " pictures--three" : ""}`}>
      <figcaption><h2 className="panel-title">{missing ? titles.imputed : titles.reconstructions}</h2></figcaption>
      <div className="pictures__stage">
        <div className={`pictures__frame${step === null ? " pictures__frame--empty" : ""}`} role="img" aria-label={name}>
          <canvas className="pictures__canvas" ref={canvas} width={280} height={28 * rows} aria-hidden="true" />
        </div>
        {step !== null && <Picks of="image" columns={count / rows} rows={1} />}
      </div>
      <ActiveUnits />
    </figure>
  );
}
