/** The talk as this browser has stored it, what is wrong with it, and where it stands while it is given. `actions.ts` changes both. */
import * as v from "valibot";
import { siteStorage, readText } from "../../core/browser/browserTexts";
import { NO_TALK, type Talk } from "./talk";
import { readTalk, TalkError, type TalkReason } from "./talkFile";

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

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970. */
const moment = v.pipe(v.number(), v.finite());

/** Where a talk stands that is given in this tab: a page that is loaded again goes on there, and the speaker's window hears of it again. */
const PlaceSchema = v.object({
  /** Of the channel to the speaker's window. */
  id: v.pipe(v.string(), v.regex(/^[\da-f]{16}$/)),
  /** The moment on show, counted from 0. */
  at: count,
  began: moment,
  momentBegan: moment,
  recorded: v.boolean(),
});

export type Place = Readonly<v.InferOutput<typeof PlaceSchema>>;

/** Null where the text is not what `JSON.stringify` made of one. */
export function readPlace(text: string): Place | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), PlaceSchema), text);
  return parsed.success ? parsed.output : null;
}
