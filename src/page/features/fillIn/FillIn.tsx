/** Inpainting: an image with missing pixels, tools to change it, and several fill-ins below. */
import { useEffect, useState } from "react";
import type { Model } from "../../../core/model/model";
import type { PictureOf } from "../../state/frames";
import { usePanelParts, useStore } from "../../ui/context";
import { Tex } from "../../ui/equation/Tex";
import { useModel } from "../../ui/useModel";
import { Field } from "./Field";
import { FillIns } from "./FillIns";
import { ImageChoice } from "./ImageChoice";
import { Preview } from "./Preview";
import { useFillInTexts, type FillInTexts } from "./texts";
import { Tools, type Brush } from "./Tools";
import { useFilling, useFillInImage } from "./useFillIn";

export function FillIn() {
  const image = useFillInImage();
  const source = useStore((state) => state.fillIn.source);
  const { given } = useModel();
  const completes = given !== undefined;
  const [chosen, setBrush] = useState<Brush | null>(null);
  useFilling();
  const brushes: readonly Brush[] = [
    ...(source === "drawing" ? ["draw" as const] : []), ...(completes ? [] : ["erase", "restore"] as const),
  ];
  const brush = chosen && brushes.includes(chosen) ? chosen : (brushes[0] ?? null);
  return (
    <div className="fill-in">
      <div className="fill-in__body">
        <ImageChoice label={image.label} />
        <div className="fill-in__image">
          <Field {...image} brush={brush} />
          <div className="fill-in__side">
            <Tools brush={brush} brushes={brushes} onBrush={setBrush} drawn={image.pixels} />
            {given && !given.visible && <Given />}
            {completes && <About />}
          </div>
        </div>
        <FillIns />
        {!completes && <About />}
      </div>
    </div>
  );
}

/** The image that an image-to-image model is conditioned on. */
function Given() {
  const { frames } = usePanelParts();
  const texts = useFillInTexts();
  const [filled, setFilled] = useState<PictureOf<"filling"> | null>(null);
  useEffect(() => frames.subscribe("filling", setFilled), [frames]);
  return <Preview pixels={filled?.given ?? null} name={texts.given} caption={texts.givenShort} />;
}

const SEARCHED = "-\\log p(x_{\\text{visible}}\\mid z)";

/** Explains in a sentence and a formula how the fill-ins are made. */
function About() {
  const texts = useFillInTexts();
  const model = useModel();
  if (model.given) {
    const [how, colours] = model.given.visible ? [texts.howCompleted, texts.colours] : [texts.howTranslated, texts.coloursTranslated];
    return <p className="fill-in__about">{how} {colours}</p>;
  }
  const { about, tex } = priorIn(model, texts);
  return <p className="fill-in__about">{about} <Tex tex={`${SEARCHED}${tex}`} decorative />. {texts.colours}</p>;
}

/** How the search takes the prior into account. */
function priorIn({ prior }: Model, texts: FillInTexts): { readonly about: string; readonly tex: string } {
  if (!prior.imposed) return { about: texts.howSearchedFreely, tex: "" };
  switch (prior.kind) {
    case "standard-normal": return { about: texts.howSearched, tex: "+\\tfrac12\\lVert z-z_0\\rVert^2" };
    case "mixture": return { about: texts.howSearchedLikely, tex: "-\\log p_\\lambda(z)" };
    default: return prior satisfies never;
  }
}
