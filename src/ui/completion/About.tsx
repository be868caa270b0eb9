/** How the fill-ins come about, in a sentence and a formula. */
import type { Model } from "../../core/model";
import type { AllTexts } from "../../i18n/parts";
import { useAllTexts } from "../context";
import { Tex } from "../equation/Tex";
import { useModel } from "../useModel";

const SEARCHED = "-\\log p(x_{\\text{visible}}\\mid z)";

export function About() {
  const texts = useAllTexts().completion;
  const model = useModel();
  if (model.given) {
    const [how, colours] = model.given.visible ? [texts.howCompleted, texts.colours] : [texts.howTranslated, texts.coloursTranslated];
    return <p className="fill-in__about">{how} {colours}</p>;
  }
  const { about, tex } = priorIn(model, texts);
  return <p className="fill-in__about">{about} <Tex tex={`${SEARCHED}${tex}`} decorative />. {texts.colours}</p>;
}

/** How the search minds the prior. */
function priorIn({ prior }: Model, texts: AllTexts["completion"]): { readonly about: string; readonly tex: string } {
  if (!prior.imposed) return { about: texts.howSearchedFreely, tex: "" };
  switch (prior.kind) {
    case "standard-normal": return { about: texts.howSearched, tex: "+\\tfrac12\\lVert z-z_0\\rVert^2" };
    case "mixture": return { about: texts.howSearchedLikely, tex: "-\\log p_\\lambda(z)" };
    default: return prior satisfies never;
  }
}
