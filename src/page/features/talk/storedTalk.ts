/** Talks as this browser stores them, the reason if one cannot be read, and the position while one is given. `actions.ts` changes them. */
import * as v from "valibot";
import { readText, tabStorage, writeText } from "../../../core/browser/browserTexts";
import type { DocumentFormat } from "../../../core/browser/storedDocument";
import { mergeTalks, NO_TALK, withoutPictures, withoutRecordings, type EditedTalk, type Talk } from "./talk";
import { MAX_MOMENTS, readTalk, TalkError, writeTalk, type TalkReason } from "./talkFile";

/** The key of the talk in the browser's storage. */
export const TALK_KEY = "elbo-room.talk";

/** Why a talk cannot be read. */
export interface Refusal {
  readonly reason: TalkReason;
  readonly detail: string;
}

/** Returns the reason why a talk cannot be read. */
export const refusal = (caught: unknown): Refusal => {
  const { reason, detail } = caught instanceof TalkError ? caught : new TalkError("unreadable");
  return { reason, detail };
};

/** Returns the versions of a talk, of which the first that the browser has room for is stored. The whole one lasts for the visit, and can be saved to a file. */
const versionsOf = (talk: Talk): readonly Talk[] => talk.moments.length > MAX_MOMENTS ? [] : [talk, withoutRecordings(talk), withoutPictures(withoutRecordings(talk))];

/** The reader's own talk as this browser stores it, with the talk that `undo` restores, which is not stored. */
export const OWN_TALK: DocumentFormat<EditedTalk> = {
  name: TALK_KEY,
  empty: { talk: NO_TALK, before: null },
  read: (text) => ({ talk: readTalk(text), before: null }),
  merge: (base, { talk, before }, theirs) => ({ talk: mergeTalks(base.talk, talk, theirs.talk), before: before && mergeTalks(base.talk, before, theirs.talk) }),
  write: ({ talk }) => writeTalk(talk),
  versions: ({ talk, before }) => versionsOf(talk).map((version) => ({ talk: version, before })),
};

/** Key in this tab's storage: the talk that came with a link. It survives a reload and never replaces the reader's own talk. */
const LINKED = "elbo-room.talk-linked";

/** Returns the talk that came with a link before a reload; null if there is none. */
export function readLinkedTalk(): Talk | null {
  try {
    return readTalk(readText(LINKED, tabStorage) ?? "");
  } catch {
    return null;
  }
}

/** Stores the talk that came with a link; null removes it. Returns whether the browser stored it. */
export const storeLinkedTalk = (talk: Talk | null): boolean =>
  talk === null ? writeText(LINKED, null, tabStorage) : versionsOf(talk).some((version) => writeText(LINKED, writeTalk(version), tabStorage));

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970. */
const moment = v.pipe(v.number(), v.finite());

/** The position in a talk that is given in this tab: after a reload the page continues there and reconnects to the speaker's window. */
const PositionSchema = v.object({
  /** The id in the channel's name. */
  id: v.pipe(v.string(), v.regex(/^[\da-f]{16}$/)),
  /** The current moment, counted from 0. */
  at: count,
  began: moment,
  momentBegan: moment,
  recorded: v.boolean(),
  answered: v.optional(v.boolean(), false),
});

export type TalkPosition = Readonly<v.InferOutput<typeof PositionSchema>>;

/** Returns null if the text is not a position written by `JSON.stringify`. */
export function readPosition(text: string): TalkPosition | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), PositionSchema), text);
  return parsed.success ? parsed.output : null;
}
