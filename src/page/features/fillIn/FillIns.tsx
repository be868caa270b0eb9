/** The fill-ins as they are found, their mean and spread, and the progress of the search. */
import { useCallback, useEffect, useState } from "react";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import { SAMPLES } from "../../../core/latent/completion";
import type { PictureOf } from "../../state/frames";
import { usePanelParts, useStore, useTexts } from "../../ui/context";
import { countText, lossText } from "../../ui/numbers";
import { parseColour } from "../../ui/pictures/paint";
import { usePainted } from "../../ui/pictures/usePainted";
import { cssColour, pictureColours } from "../../ui/themeColours";
import { useModel } from "../../ui/useModel";
import { meanAndSpread, paintFilled } from "./images";
import { useFillInTexts } from "./texts";

const NONE = new Uint8Array(PIXELS);

export function FillIns() {
  const { frames, store } = usePanelParts();
  const texts = useFillInTexts();
  const { notices } = useTexts();
  const [filled, setFilled] = useState<PictureOf<"filling"> | null>(null);
  const failure = useStore((state) => state.fillFailure);
  useEffect(() => frames.subscribe("filling", setFilled), [frames]);
  const shown = failure ? null : filled;
  const images = Array.from({ length: SAMPLES }, (_, i) => shown?.pixels.subarray(i * PIXELS, (i + 1) * PIXELS) ?? null);
  const statistics = shown && meanAndSpread(shown.pixels);
  const visible = shown?.visible ?? NONE;
  return (
    <section className="fill-in__results" aria-label={texts.fillIns}>
      <div className="fill-in__head">
        <p className="fill-in__state" role="status">
          {failure ? <span className="fill-in__failure">{notices.failure[failure].body}</span> : <Progress filled={shown} />}
        </p>
        <button
          type="button" className="button button--quiet" disabled={!shown}
          onClick={() => store.setState(({ fillIn }) => ({ fillIn: { ...fillIn, draw: fillIn.draw + 1 } }))}
        >
          {texts.others}
        </button>
      </div>
      <div className="fill-in__tiles">
        {images.map((pixels, i) => <Tile key={i} name={texts.one(i + 1)} pixels={pixels} visible={visible} />)}
        <Tile name={texts.mean} title={texts.meanTitle} caption pixels={statistics?.mean ?? null} visible={visible} />
        <Tile name={texts.spread} title={texts.spreadTitle} caption pixels={statistics?.spread ?? null} visible={NONE} />
      </div>
    </section>
  );
}

function Progress({ filled }: { readonly filled: PictureOf<"filling"> | null }) {
  const texts = useFillInTexts();
  const share = useStore((state) => state.filling);
  const live = useModel().given !== undefined;
  if (share !== null && !live) {
    return <>{texts.searching} <progress className="fill-in__progress" value={share} aria-label={texts.searching} /></>;
  }
  if (!filled) return null;
  const step = countText(filled.step);
  const { objective } = filled;
  return <>{objective ? texts.searched(step, lossText(Math.min(...objective)), lossText(Math.max(...objective))) : texts.completed(step)}</>;
}

interface TileProps {
  readonly name: string;
  readonly title?: string;
  readonly caption?: boolean;
  readonly pixels: Float32Array | null;
  readonly visible: Uint8Array;
}

function Tile({ name, title, caption = false, pixels, visible }: TileProps) {
  const paint = useCallback((data: Uint8ClampedArray) => {
    if (pixels) paintFilled(data, pixels, visible, { ...pictureColours(), made: parseColour(cssColour("--role-decoder")) });
  }, [pixels, visible]);
  const canvas = usePainted(SIDE, paint);
  return (
    <figure className="fill-in__tile" title={title}>
      <canvas ref={canvas} className="fill-in__canvas" width={SIDE} height={SIDE} role="img" aria-label={name} />
      {caption && <figcaption aria-hidden="true">{name}</figcaption>}
    </figure>
  );
}
