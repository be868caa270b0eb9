/** The reader's own talk as this browser has stored it, and what is wrong with it. `desk.ts` changes it. */
import { siteStorage, readText, writeText } from "../../core/browserTexts";
import { NO_TALK, recordedOwnImages, withoutOwnRecordings, type Talk } from "../../state/talk/talk";
import { readTalk, TalkError, writeTalk, type TalkReason } from "../../state/talk/talkFile";

/** The name of its text in the browser's storage. */
export const KEPT = "elbo-room.talk";

/** Why a talk cannot be read. */
export interface Refusal {
  readonly reason: TalkReason;
  readonly detail: string;
}

export const refusal = (caught: unknown): Refusal => {
  const { reason, detail } = caught instanceof TalkError ? caught : new TalkError("unreadable");
  return { reason, detail };
};

/** `talk` is null if there is none, or it cannot be read. */
export function storedTalk(written: string | null): { readonly talk: Talk | null; readonly unread: Refusal | null } {
  try {
    return { talk: written === null ? null : readTalk(written), unread: null };
  } catch (caught) {
    return { talk: null, unread: refusal(caught) };
  }
}

/** The reader's own talk as the browser has it. */
export interface OwnTalk {
  readonly text: string | null;
  /** `NO_TALK` if there is none, or it cannot be read. */
  readonly talk: Talk;
  readonly unread: Refusal | null;
}

export const NO_OWN_TALK: OwnTalk = { text: null, talk: NO_TALK, unread: null };

/** `known` itself if it has not changed. Null if the browser does not let the page read it. */
export function storedOwn(known?: OwnTalk): OwnTalk | null {
  let failed = false;
  const text = readText(KEPT, siteStorage, () => { failed = true; });
  if (failed) return null;
  if (known?.text === text) return known;
  const { talk, unread } = storedTalk(text);
  return { text, talk: talk ?? NO_TALK, unread };
}

/** Own images of which the stored talk has recorded pictures. */
export const storedRecordings = (): readonly string[] => recordedOwnImages((storedOwn() ?? NO_OWN_TALK).talk);

/** Deletes the pictures of own images that the stored talk has. A talk that is open in this or another tab loses them, too. Returns whether they are deleted. */
export function deleteOwnRecordings(): boolean {
  const { talk } = storedOwn() ?? NO_OWN_TALK;
  if (recordedOwnImages(talk).length === 0) return true;
  const deleted = writeText(KEPT, writeTalk(withoutOwnRecordings(talk)));
  dispatchEvent(new StorageEvent("storage", { key: KEPT })); // browsers tell other tabs only
  return deleted;
}
