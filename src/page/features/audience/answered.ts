/** Stores in this tab for some minutes which question was answered, so that a reload in front of an audience does not ask it again. */
import { readText, tabStorage, writeText } from "../../../core/browser/browserTexts";
import { countsOf, sameQuestion, type Question } from "./slice";
import { readHands, written } from "./start";

/** Key in this tab's storage. */
const ANSWERED = "elbo-room.answered-question";

export type Answered = ReturnType<typeof createAnswered>;

export function createAnswered() {
  let before = readHands(readText(ANSWERED, tabStorage), Date.now())?.of ?? null;
  return {
    /** Returns whether this question was answered before the reload. True at most once, because a moment that is opened again asks again. */
    take(question: Question): boolean {
      const last = before;
      before = null;
      return last !== null && sameQuestion(last, question);
    },
    /** Stores the question that is answered; null: none is. */
    store: (question: Question | null): void => void writeText(ANSWERED, written(question && { of: question, counts: countsOf({ question, hands: null }) }), tabStorage),
  };
}
