/** The density of a model's samples in the plane, on the scale of the data's density. */
import type { PointsDefinition } from "../../../core/data/data";
import { densityParts } from "../../../core/latent/pictures";
import type { PictureOf } from "../../state/frames";
import { useLoadedTexts } from "../kit/useLaterTexts";
import { countText, lossText, percentText } from "../numbers";
import { compareDensities, truthOf } from "./compare";
import { HeatMap } from "./HeatMap";
import { densityTexts } from "./texts";

interface Props {
  readonly data: PointsDefinition;
  /** null: there is none yet. */
  readonly picture: PictureOf<"densities"> | null;
  /** The point decoded at the reader's position. */
  readonly here?: readonly [number, number] | null;
}

export function ModelDensity({ data, picture, here = null }: Props) {
  const texts = useLoadedTexts(densityTexts);
  const truth = truthOf(data);
  const made = picture && densityParts(picture);
  const name = picture && made
    ? texts.modelName(countText(picture.step), lossText(made.density.reduce((most, value) => Math.max(most, value), 0)), percentText(compareDensities(truth, made.density, null).overlap))
    : texts.none;
  return (
    <HeatMap
      title={texts.model} name={name} side={truth.grid.side} extent={data.extent} values={made?.density ?? null} dots={made?.dots ?? null} here={here}
      scale={{ from: 0, to: truth.most, root: true }} ends={["0", lossText(truth.most / 4), lossText(truth.most)]} unit={texts.perArea}
    />
  );
}
