/** The talk as stored in this browser, the reason if it cannot be read, and the position while it is given. `actions.ts` changes both. */
import * as v from "valibot";
import { siteStorage, readText } from "../../core/browser/browserTexts";
import { NO_TALK, type Talk } from "./talk";
import { readTalk, TalkError, type TalkReason } from "./talkFile";

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

/** Reads a stored talk. `talk` is null if there is none or it cannot be read. */
export function storedTalk(written: string | null): { readonly talk: Talk | null; readonly unread: Refusal | null } {
  try {
    return { talk: written === null ? null : readTalk(written), unread: null };
  } catch (caught) {
    return { talk: null, unread: refusal(caught) };
  }
}

/** The reader's own talk as stored in this browser. */
export interface OwnTalk {
  readonly text: string | null;
  /** `NO_TALK` if there is none, or it cannot be read. */
  readonly talk: Talk;
  readonly unread: Refusal | null;
}

/** The value if no talk is stored. */
export const NO_OWN_TALK: OwnTalk = { text: null, talk: NO_TALK, unread: null };

/** Returns the stored talk; `known` itself if it has not changed. Null if the browser does not allow reading. */
export function storedOwn(known?: OwnTalk): OwnTalk | null {
  let failed = false;
  const text = readText(TALK_KEY, siteStorage, () => { failed = true; });
  if (failed) return null;
  if (known?.text === text) return known;
  const { talk, unread } = storedTalk(text);
  return { text, talk: talk ?? NO_TALK, unread };
}

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
