/** Stores the votes in this tab for some minutes, so that a reload in front of an audience does not lose them. */
import { readText, tabStorage, writeText } from "../../../core/browser/browserTexts";
import type { CreateActions } from "../../state/pageParts";
import { MAX_HANDS, questionOf, type Hands, type Question } from "./slice";

/** Key in this tab's storage. */
const HANDS = "elbo-room.hands";
/** Older votes are those of another audience. In milliseconds. */
const LASTS_MS = 600_000;

/** Votes as stored, with their question. */
interface Written extends Question {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly counts: readonly number[];
}

const isCount = (count: unknown): boolean => Number.isSafeInteger(count) && Number(count) >= 0 && Number(count) <= MAX_HANDS;

/** Checked by hand, because a library for validation would be part of the first load. */
const isWritten = (read: Partial<Record<keyof Written, unknown>> | null): read is Written => typeof read?.text === "string" && typeof read.at === "number"
  && Array.isArray(read.answers) && read.answers.every((answer) => typeof answer === "string") && Array.isArray(read.counts) && read.counts.every(isCount);

/** Returns stored votes; null if there are none, they are too old, or they cannot be read. `now`: milliseconds since 1970. */
export function readHands(stored: string | null, now: number): Hands | null {
  let read: Partial<Record<keyof Written, unknown>> | null;
  try {
    read = JSON.parse(stored ?? "null");
  } catch {
    return null;
  }
  if (!isWritten(read) || now - read.at >= LASTS_MS) return null;
  const of = questionOf(read.text, read.answers);
  return of && of.answers.length === read.counts.length ? { of, counts: read.counts } : null;
}

/** Returns votes as they are stored. */
export const written = (now: Hands | null): string | null => now && JSON.stringify({ ...now.of, at: Date.now(), counts: now.counts } satisfies Written);

export const start: CreateActions<object> = ({ store }) => {
  const stored = readHands(readText(HANDS, tabStorage), Date.now());
  if (stored && store.getState().hands === null) store.setState({ hands: stored });
  return {
    dispose: store.subscribe((now, before) => {
      if (now.hands !== before.hands) writeText(HANDS, written(now.hands), tabStorage);
    }),
  };
};
