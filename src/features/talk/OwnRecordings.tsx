/** Says in the dialog about own images that a talk contains recorded pictures of them, which are not deleted with the images, and offers to delete these. */
import { useState } from "react";
import { writeText } from "../../core/browser/browserTexts";
import { readOwnId } from "../../core/data/ownId";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { TALK_KEY, NO_OWN_TALK, storedOwn } from "./storedTalk";
import { recordedOwnImages, withoutOwnRecordings } from "./talk";
import { writeTalk } from "./talkFile";
import { talkTexts } from "./texts";

const ownTalk = () => (storedOwn() ?? NO_OWN_TALK).talk;

/** Deletes the recorded pictures of own images from the stored talk, also if the talk is open in this or another tab. Returns whether it succeeded. */
function deleteRecordings(): boolean {
  const talk = ownTalk();
  if (recordedOwnImages(talk).length === 0) return true;
  const deleted = writeText(TALK_KEY, writeTalk(withoutOwnRecordings(talk)));
  dispatchEvent(new StorageEvent("storage", { key: TALK_KEY })); // browsers notify other tabs only
  return deleted;
}

export function OwnRecordings() {
  const { ownRecordings: texts } = useLoadedTexts(talkTexts);
  const [ids] = useState(() => recordedOwnImages(ownTalk()));
  const [deleted, setDeleted] = useState<boolean | null>(null);
  if (ids.length === 0) return null;
  if (deleted !== null) return <p role="status">{deleted ? texts.deleted : texts.notDeleted}</p>;
  return (
    <p className="own-data__now">
      {texts.about(ids.map((id) => readOwnId(id)?.name ?? id).join(", "))}
      <button className="button button--quiet" onClick={() => setDeleted(deleteRecordings())}>{texts.delete}</button>
    </p>
  );
}
