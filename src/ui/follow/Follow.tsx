/** One image followed through the model: which one, what of it is looked at, and that. */
import { FOLLOW_PARTS, obstacleOf, ofTestImages, type FollowPart } from "../../core/follow";
import { kindOf, partsFor, shownPart } from "../../state/following";
import { useId } from "react";
import { useAllTexts, useRoom, useStore } from "../context";
import { useModel } from "../useModel";
import { PosteriorView } from "./PosteriorView";
import { SubjectChoice } from "./SubjectChoice";
import { TermsView } from "./TermsView";
import { changeFollowing } from "./follow";
import { VerdictView } from "./VerdictView";
import { WayView } from "./WayView";

export function Follow() {
  const texts = useAllTexts().follow;
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const part = useStore((state) => shownPart(state.following, model, h));
  const kind = useStore((state) => kindOf(state.following, model));
  const obstacles = FOLLOW_PARTS.flatMap((one) => obstacleOf(one, model, h) ?? []);
  return (
    <div className="follow">
      <SubjectChoice />
      <Parts parts={partsFor(model, h)} shown={part} />
      {ofTestImages(part) && kind !== "image" && <p className="follow__note">{texts.ofTestImages}</p>}
      <View part={part} />
      {part === "way" && obstacles.map((obstacle) => <p key={obstacle} className="follow__note">{texts.obstacles[obstacle]}</p>)}
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
  const { store } = useRoom();
  const texts = useAllTexts().follow;
  const name = useId();
  return (
    <fieldset className="instrument-switch follow__parts" role="radiogroup" aria-label={texts.part}>
      {parts.map((part) => (
        <label key={part} className="instrument-switch__one">
          <input type="radio" name={name} checked={part === shown} onChange={() => changeFollowing(store, { part })} />
          <span>{texts.parts[part]}</span>
        </label>
      ))}
    </fieldset>
  );
}
