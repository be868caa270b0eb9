/**
 * A question to the audience, and the number of hands for each answer. A link contains the question (`ask=`, `answers=`) but never the hands,
 * which last until the page is closed.
 */
import { defineSlice } from "../../../core/slice";
import { encodeText } from "../../../core/wellFormed";

/** A question and its answers. */
export interface Question {
  readonly text: string;
  /** No answers, or 2 to 4. */
  readonly answers: readonly string[];
}

/** The hands for one question. */
export interface Hands {
  /** The question that was answered. */
  readonly of: Question;
  /** The number of hands per answer. */
  readonly counts: readonly number[];
}

/** Maximum number of answers, and of characters in each (`MAX_ANSWER`). */
export const MAX_ANSWERS = 4;
/** Maximum characters of a question, so that it is legible from the last row. */
export const MAX_TEXT = 240;
export const MAX_ANSWER = 80;
/** More than an audience could have. */
export const MAX_HANDS = 9999;

/** Reduces a text to one line, without invisible or direction-changing characters and without the separator of answers. */
const tidy = (text: string, most: number): string =>
  [...text.replace(/[\p{Cc}\p{Cf}\p{Cs}|]/gu, " ").replace(/\s+/gu, " ").trim()].slice(0, most).join("").trim();

/** Returns null if the question is empty. A single answer is dropped. */
export function questionOf(text: string, answers: readonly string[]): Question | null {
  const asked = tidy(text, MAX_TEXT);
  const kept = answers.map((answer) => tidy(answer, MAX_ANSWER)).filter((answer) => answer !== "").slice(0, MAX_ANSWERS);
  return asked === "" ? null : { text: asked, answers: kept.length > 1 ? kept : [] };
}

export const sameQuestion = (a: Question, b: Question): boolean => a.text === b.text && a.answers.join("|") === b.answers.join("|");

/** Returns the number of hands per answer of the current question. */
export const countsOf = ({ question, hands }: { readonly question: Question | null; readonly hands: Hands | null }): readonly number[] =>
  question && hands && sameQuestion(hands.of, question) ? hands.counts : question?.answers.map(() => 0) ?? [];

/** Returns the hands with another number for one answer; null if there is no such answer. */
export function withHands(state: Parameters<typeof countsOf>[0], answer: number, count: (now: number) => number): Hands | null {
  const { question, hands } = state;
  const counts = countsOf(state);
  if (!question || counts[answer] === undefined) return hands;
  return { of: question, counts: counts.map((now, k) => (k === answer ? Math.min(MAX_HANDS, Math.max(0, Math.round(count(now)) || 0)) : now)) };
}

export interface AudienceState {
  readonly question: Question | null;
  /** The question if it does not fill the screen in lecture mode, because A was pressed or training started. */
  readonly dismissedQuestion: Question | null;
  readonly hands: Hands | null;
}

export const audience = defineSlice<AudienceState>({
  keys: {
    question: {
      initial: null,
      link: [
        { key: "ask", read: (written) => questionOf(written, []), write: (question) => question?.text ?? null, strict: true, encode: encodeText },
        // Answers are separated by |.
        {
          key: "answers", read: (written, question) => question && questionOf(question.text, written.split("|", MAX_ANSWERS + 1)),
          write: (question) => question?.answers.join("|") ?? "", strict: true, encode: (answers) => answers.split("|").map(encodeText).join("|"),
        },
      ],
    },
    dismissedQuestion: { initial: null },
    hands: { initial: null },
  },
});
