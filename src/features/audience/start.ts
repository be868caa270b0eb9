/** Stores the votes in this tab for some minutes, so that a reload in front of an audience does not lose them. */
import * as v from "valibot";
import { readText, tabStorage, writeText } from "../../core/browser/browserTexts";
import type { CreateActions } from "../../state/pageParts";
import { MAX_ANSWER, MAX_ANSWERS, MAX_HANDS, MAX_TEXT, questionOf, type Hands } from "./slice";

/** Key in this tab's storage. */
const HANDS = "elbo-room.hands";
/** Older votes are those of another audience. In milliseconds. */
const LASTS_MS = 600_000;

const hands = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(2 * MAX_TEXT)),
  answers: v.pipe(v.array(v.pipe(v.string(), v.maxLength(2 * MAX_ANSWER))), v.maxLength(MAX_ANSWERS)),
  /** Milliseconds since 1970. */
  at: v.pipe(v.number(), v.finite()),
  counts: v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_HANDS))),
});

/** Returns stored votes; null if there are none, they are too old, or they cannot be read. `now`: milliseconds since 1970. */
export function readHands(written: string | null, now: number): Hands | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(written ?? "null");
  } catch {
    return null;
  }
  const { success, output } = v.safeParse(hands, parsed);
  const of = success ? questionOf(output.text, output.answers) : null;
  return success && now - output.at < LASTS_MS && of && of.answers.length === output.counts.length ? { of, counts: output.counts } : null;
}

const written = (now: Hands | null): string | null => now && JSON.stringify({ ...now.of, at: Date.now(), counts: now.counts });

export const start: CreateActions<object> = ({ store }) => {
  const stored = readHands(readText(HANDS, tabStorage), Date.now());
  if (stored && store.getState().hands === null) store.setState({ hands: stored });
  return {
    dispose: store.subscribe((now, before) => {
      if (now.hands !== before.hands) writeText(HANDS, written(now.hands), tabStorage);
    }),
  };
};
