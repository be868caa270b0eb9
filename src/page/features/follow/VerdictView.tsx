/** The discriminator's output for the image, its gradient with respect to the pixels, and its course from a real image to a generated one. */
import type { DiscriminatorVerdict } from "../../../core/latent/follow";
import type { DiscriminatorOutput } from "../../../core/model/model";
import { usePanelParts } from "../../ui/context";
import { coordinateText, countText } from "../../ui/numbers";
import { Picture, SignedLegend, SignedPicture } from "../../ui/layers/Picture";
import { changeFollowing } from "../../state/following";
import { useFollowTexts, type FollowTexts } from "./texts";
import { useFollowed } from "./useFollowed";

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Two digits; probabilities that would round to 0 or 1 are written as bounds. */
const probabilityText = (p: number): string => (p < 0.005 ? "< 0.005" : p > 0.995 ? "> 0.995" : coordinateText(p));

/** Returns the output in words. */
export function verdictText(texts: FollowTexts["verdict"], says: DiscriminatorOutput, verdict: number): string {
  switch (says) {
    case "log-odds": return texts.probability(probabilityText(sigmoid(verdict)), coordinateText(verdict));
    case "probability": return texts.answer(coordinateText(verdict));
    case "score": return texts.score(coordinateText(verdict));
    default: return says satisfies never;
  }
}

const SHAPE = [28, 28, 1];

export function VerdictView() {
  const { store } = usePanelParts();
  const { verdict: texts, waiting, at } = useFollowTexts();
  const seen = useFollowed("judged");
  if (!seen) return <p className="layers__note" role="status">{waiting}</p>;
  const { found, step, wish } = seen;
  const { says, image, verdict, gradient } = found;
  const [least, most] = gradient.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const, [Infinity, -Infinity] as const);
  return (
    <div className="verdict">
      <p className="way__verdict">{verdictText(texts, says, verdict)}</p>
      <div className="verdict__pair">
        <figure className="way__station"><Picture pixels={image} name={texts.image} /><figcaption>{texts.image}</figcaption></figure>
        <figure className="way__station">
          <SignedPicture values={gradient} shape={SHAPE} name={texts.gradientName(coordinateText(least), coordinateText(most))} />
          <figcaption>{texts.gradients[says]}</figcaption>
        </figure>
      </div>
      <SignedLegend below={`${texts.lessReal} ${coordinateText(least)}`} above={`${coordinateText(most)} ${texts.moreReal}`} />
      <Path found={found} />
      <div className="verdict__foot">
        <p className="layers__note">{at(countText(step))}</p>
        {wish.subject.kind === "image" && (
          <button type="button" className="button way__again" onClick={() => store.setState(changeFollowing({ draw: store.getState().following.draw + 1 }))}>
            {texts.another}
          </button>
        )}
      </div>
    </div>
  );
}

/** The output along the path, as a curve between both images; probabilities from 0 to 1. */
function Path({ found: { says, path, real, generated } }: { readonly found: DiscriminatorVerdict }) {
  const texts = useFollowTexts().verdict;
  const values = Array.from(path, (value) => (says === "log-odds" ? sigmoid(value) : value));
  const [low, high] = says === "score" ? [Math.min(...values), Math.max(...values)] : [Math.min(0, ...values), Math.max(1, ...values)];
  const y = (value: number) => 1 - (value - low) / (high - low || 1);
  const line = values.map((value, i) => `${i / (values.length - 1)},${y(value)}`).join(" ");
  const text = (i: number) => coordinateText(values[i]!);
  const last = values.length - 1;
  return (
    <figure className="verdict__path">
      <figcaption>{texts.path}</figcaption>
      <div className="verdict__row">
        <Picture pixels={real} name={texts.real} />
        <div className="verdict__chart" role="img" aria-label={texts.pathName(text(0), text(last / 2), text(last))}>
          <span className="verdict__end">{coordinateText(high)}</span>
          <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
            {says !== "score" && <line x1="0" x2="1" y1={y(0.5)} y2={y(0.5)} />}
            <polyline points={line} />
          </svg>
          <span className="verdict__end">{coordinateText(low)}</span>
        </div>
        <Picture pixels={generated} name={texts.generated} />
      </div>
      <p className="verdict__ends" aria-hidden="true"><span>{texts.real} {text(0)}</span><span>{text(last)} {texts.generated}</span></p>
    </figure>
  );
}
