/** The picture of a moment: its own, or else its preset's, or else the drawing of its model, or else an empty space. */
import { useState, type ReactNode } from "react";
import { packedAddress } from "../../../core/browser/packedFiles";
import { useSmallPicture } from "../../ui/pictures/usePicture";
import type { TalkTexts } from "./texts";
import "./momentPicture.css";

interface Props {
  /** The moment's own picture, 784 bytes for each image. */
  readonly pixels: Uint8Array | null;
  /** The address of its preset's picture. */
  readonly preset: string | null;
  readonly name: string;
  readonly texts: TalkTexts;
  /** The drawing of its model. */
  readonly children?: ReactNode;
}

export function MomentPicture({ pixels, preset, name, texts, children }: Props) {
  const canvas = useSmallPicture(pixels);
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <span className="moment-picture">
      {pixels ? <canvas ref={canvas} role="img" aria-label={texts.picture(name)} />
        : preset !== null && preset !== missing ? <img src={packedAddress(preset) ?? preset} alt={texts.presetPicture(name)} onError={() => setMissing(preset)} />
          : children}
    </span>
  );
}
