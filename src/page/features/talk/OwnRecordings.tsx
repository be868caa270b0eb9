/** Says in the dialog about own images that a talk contains recorded pictures of them, which are not deleted with the images, and offers to delete these. */
import { useState } from "react";
import { readOwnId } from "../../../core/data/ownId";
import { useActions } from "../../ui/context";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { createTalkActions } from "./actions";
import { talkTexts } from "./texts";

export function OwnRecordings() {
  const { ownRecordings: texts } = useLoadedTexts(talkTexts);
  const actions = useActions(createTalkActions);
  const [ids] = useState(() => actions.recordedOwnImages());
  const [deleted, setDeleted] = useState<boolean | null>(null);
  if (ids.length === 0) return null;
  if (deleted !== null) return <p role="status">{deleted ? texts.deleted : texts.notDeleted}</p>;
  return (
    <p className="own-data__now">
      {texts.about(ids.map((id) => readOwnId(id)?.name ?? id).join(", "))}
      <button className="button button--quiet" onClick={() => setDeleted(actions.deleteOwnRecordings())}>{texts.delete}</button>
    </p>
  );
}
