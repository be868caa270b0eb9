/** Conditions of a lesson as claims, which `npm run quality -- lessons` checks; not in the page. */
import type { Claim } from "../quality/claims";
import type { ChoiceQuestion, Condition, Lesson } from "./lesson";

/** What is set is no claim. */
const claimsOf = (says: string, conditions: readonly Condition[]): readonly Claim[] =>
  conditions.flatMap(({ what, is, value }) => (what.startsWith("setting ") ? [] : [{ says, what, is, value }]));

/** The run shows this option of the question: its condition holds, and those of the options before it do not. */
export function shows({ options }: ChoiceQuestion, id: string, says: string): readonly Claim[] {
  const at = options.findIndex((option) => option.id === id);
  if (at < 0) throw new Error(`There is no option "${id}".`);
  const before = options.slice(0, at).flatMap(({ when }): readonly Condition[] =>
    (when ? [{ ...when, is: when.is === "at most" ? "at least" : "at most" }] : []));
  const { when } = options[at]!;
  return claimsOf(says, [...before, ...(when ? [when] : [])]);
}

export const repaired = ({ repair }: Lesson): readonly Claim[] => claimsOf("the repair is made", repair.conditions);

/** Of a round that asks for a choice. */
export function choiceOf({ rounds }: Lesson, id: string): ChoiceQuestion {
  const question = rounds.find((round) => round.id === id)?.question;
  if (question?.kind !== "choice") throw new Error(`There is no choice "${id}".`);
  return question;
}
