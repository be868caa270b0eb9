/** Test images, and below each what comes back from its code. For models with an encoder only. */
import type { PictureOf } from "../../state/frames";
import { useTexts } from "../context";
import { ActiveUnits } from "../measurements/ActiveUnits";
import { countText } from "../numbers";
import { useModel } from "../useModel";
import { usePicture } from "./usePicture";
import "./pictures.css";

const tiles = ({ pixels, count }: PictureOf<"reconstructions">) => ({ pixels, count: 2 * count, columns: count });

export function Reconstructions() {
  const { encode } = useModel();
  return encode ? <Pairs /> : null;
}

function Pairs() {
  const texts = useTexts().instruments.pictures;
  const { canvas, step, count } = usePicture("reconstructions", tiles);
  const name = step === null ? texts.noReconstructions : texts.reconstructionsName(count / 2, countText(step));
  return (
    <figure className="pictures">
      <figcaption><h2 className="panel-title">{texts.reconstructions}</h2></figcaption>
      <div className={`pictures__frame${step === null ? " pictures__frame--empty" : ""}`} role="img" aria-label={name}>
        <canvas className="pictures__canvas" ref={canvas} width={280} height={56} aria-hidden="true" />
      </div>
      <ActiveUnits />
    </figure>
  );
}
