/** Follows one image through the model: chooses the image and the view of it. */
import { FOLLOW_PARTS, obstacleOf, ofTestImages, type FollowPart } from "../../../core/latent/follow";
import { changeFollowing, kindOf, partsFor, shownPart } from "../../state/following";
import { useId } from "react";
import { usePanelParts, useStore } from "../../ui/context";
import { useModel } from "../../ui/useModel";
import { PosteriorView } from "./PosteriorView";
import { SubjectChoice } from "./SubjectChoice";
import { TermsView } from "./TermsView";
import { useFollowTexts } from "./texts";
import { VerdictView } from "./VerdictView";
import { WayView } from "./WayView";
import "./follow.css";

export function Follow() {
  const texts = useFollowTexts();
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const part = useStore((state) => shownPart(state.following, model, h));
  const kind = useStore((state) => kindOf(state.following, model));
  const obstacles = FOLLOW_PARTS.flatMap((one) => obstacleOf(one, model, h) ?? []);
  return (
    <div className="layers">
      <SubjectChoice />
      <Parts parts={partsFor(model, h)} shown={part} />
      {ofTestImages(part) && kind !== "image" && <p className="layers__note">{texts.ofTestImages}</p>}
      <View part={part} />
      {part === "way" && obstacles.map((obstacle) => <p key={obstacle} className="layers__note">{texts.obstacles[obstacle]}</p>)}
    </div>
  );
}

function View({ part }: { readonly part: FollowPart }) {
  switch (part) {
    case "way": return <WayView />;
    case "terms": return <TermsView />;
    case "posterior": return <PosteriorView />;
    case "judged": return <VerdictView />;
    default: return part satisfies never;
  }
}

function Parts({ parts, shown }: { readonly parts: readonly FollowPart[]; readonly shown: FollowPart }) {
  const { store } = usePanelParts();
  const texts = useFollowTexts();
  const name = useId();
  return (
    <fieldset className="instrument-switch follow__parts" role="radiogroup" aria-label={texts.part}>
      {parts.map((part) => (
        <label key={part} className="instrument-switch__one">
          <input type="radio" name={name} checked={part === shown} onChange={() => store.setState(changeFollowing({ part }))} />
          <span>{texts.parts[part]}</span>
        </label>
      ))}
    </fieldset>
  );
}
