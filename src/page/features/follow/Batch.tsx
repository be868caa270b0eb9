/** The images of a batch in a given order, each a button that follows it. The group is a single Tab stop; arrow keys move within it. */
import { useLayoutEffect, useRef } from "react";
import { usePanelParts } from "../../ui/context";
import { useNameOfClass } from "../../ui/useNameOfClass";
import { lossText } from "../../ui/numbers";
import { paintOn } from "../../ui/pictures/usePicture";
import { useThemeVersion } from "../../ui/themeColours";
import { useArrows } from "../../ui/kit/useArrows";
import { changeFollowing } from "../../state/following";
import { useFollowTexts } from "./texts";

interface BatchProps {
  readonly name: string;
  /** Indices in the batch, in display order. */
  readonly order: readonly number[];
  readonly values: Float32Array;
  /** Index of the followed image. */
  readonly shown: number;
  readonly images: readonly number[];
  readonly labels: Uint8Array;
  pixelsOf(place: number): Uint8Array;
}

export function Batch({ name, order, values, shown, images, labels, pixelsOf }: BatchProps) {
  const { store } = usePanelParts();
  const texts = useFollowTexts().terms;
  const nameOf = useNameOfClass();
  const arrows = useArrows(order.indexOf(shown));
  return (
    <div>
      <div className="batch" role="group" aria-label={name} {...arrows.group}>
        {order.map((place, i) => (
          <button
            key={place} type="button" className="batch__one" aria-pressed={place === shown} {...arrows.item(i)}
            aria-label={texts.one(String(images[place]), nameOf(labels[place]!), lossText(values[place]))} title={lossText(values[place])}
            onClick={() => store.setState(changeFollowing({ kind: "image", image: images[place]! }))}
          >
            <Thumbnail pixels={pixelsOf(place)} />
          </button>
        ))}
      </div>
      <p className="batch__ends" aria-hidden="true">
        <span>{texts.least} {lossText(values[order[0]!])}</span><span>{lossText(values[order.at(-1)!])} {texts.most}</span>
      </p>
    </div>
  );
}

function Thumbnail({ pixels }: { readonly pixels: Uint8Array }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  useLayoutEffect(() => {
    if (canvas.current) paintOn(canvas.current, { pixels, columns: 1, count: 1 });
  }, [pixels, theme]);
  return <canvas ref={canvas} width={28} height={28} aria-hidden="true" />;
}
