/** How the fill-ins come about, in a sentence and a formula. */
import { useTexts } from "../context";
import { Tex } from "../equation/Tex";
import { useModel } from "../useModel";

const SEARCHED = "-\\log p(x_{\\text{visible}}\\mid z)";

export function About() {
  const texts = useTexts().completion;
  const model = useModel();
  if (model.visible) return <p className="fill-in__about">{texts.howCompleted} {texts.colours}</p>;
  const prior = model.prior.imposed;
  return (
    <p className="fill-in__about">
      {prior ? texts.howSearched : texts.howSearchedFreely}{" "}
      <Tex tex={prior ? `${SEARCHED}+\\tfrac12\\lVert z-z_0\\rVert^2` : SEARCHED} decorative />. {texts.colours}
    </p>
  );
}
