/**
 * A question to a hall, and how many hands went up for each answer. A link carries the question (`ask=`, `answers=`), never the hands:
 * they are gone when the page is closed.
 */
import { defineSlice } from "../../core/slice";
import { encodeText } from "../../core/wellFormed";

export interface Question {
  readonly text: string;
  /** None, or 2 to 4. */
  readonly answers: readonly string[];
}

export interface Hands {
  /** The question they went up for. */
  readonly of: Question;
  /** Per answer. */
  readonly counts: readonly number[];
}

export const MOST_ANSWERS = 4;
/** Characters that can be read from the last row. */
export const MOST_TEXT = 240;
export const MOST_ANSWER = 80;
/** More than a hall seats. */
export const MOST_HANDS = 9999;

/** One line; without what nobody sees or what turns the direction of writing, and without the sign between two answers. */
const tidy = (text: string, most: number): string =>
  [...text.replace(/[\p{Cc}\p{Cf}\p{Cs}|]/gu, " ").replace(/\s+/gu, " ").trim()].slice(0, most).join("").trim();

/** Null: there is no question. One answer is none. */
export function questionOf(text: string, answers: readonly string[]): Question | null {
  const asked = tidy(text, MOST_TEXT);
  const kept = answers.map((answer) => tidy(answer, MOST_ANSWER)).filter((answer) => answer !== "").slice(0, MOST_ANSWERS);
  return asked === "" ? null : { text: asked, answers: kept.length > 1 ? kept : [] };
}

const sameQuestion = (a: Question, b: Question): boolean => a.text === b.text && a.answers.join("|") === b.answers.join("|");

/** Hands per answer of this question. */
export const countsOf = ({ question, hands }: { readonly question: Question | null; readonly hands: Hands | null }): readonly number[] =>
  question && hands && sameQuestion(hands.of, question) ? hands.counts : question?.answers.map(() => 0) ?? [];

/** With another number of hands for one answer; null where there is none to count. */
export function withHands(state: Parameters<typeof countsOf>[0], answer: number, count: (now: number) => number): Hands | null {
  const { question, hands } = state;
  const counts = countsOf(state);
  if (!question || counts[answer] === undefined) return hands;
  return { of: question, counts: counts.map((now, k) => (k === answer ? Math.min(MOST_HANDS, Math.max(0, Math.round(count(now)) || 0)) : now)) };
}

export interface HallState {
  readonly question: Question | null;
  /** The question while it does not fill the screen in lecture mode: A or training has taken it away. */
  readonly putAside: Question | null;
  readonly hands: Hands | null;
}

/** The question fills the screen in lecture mode. */
export const isAsking = ({ question, putAside }: Pick<HallState, "question" | "putAside">): boolean => question !== null && question !== putAside;

export const hall = defineSlice<HallState>({
  keys: {
    question: {
      initial: null,
      link: [
        { key: "ask", read: (written) => questionOf(written, []), write: (question) => question?.text ?? null, strict: true, encode: encodeText },
        // With | between them.
        {
          key: "answers", read: (written, question) => question && questionOf(question.text, written.split("|", MOST_ANSWERS + 1)),
          write: (question) => question?.answers.join("|") ?? "", strict: true, encode: (answers) => answers.split("|").map(encodeText).join("|"),
        },
      ],
    },
    putAside: { initial: null },
    hands: { initial: null },
  },
});
