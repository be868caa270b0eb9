/** Converts a lesson's conditions to claims, which `npm run quality -- lessons` checks. Not part of the page. */
import type { Claim } from "../../subject/quality/claims";
import type { ChoiceQuestion, Condition, Lesson } from "./lesson";

/** Conditions on settings are not claims. */
const claimsOf = (says: string, conditions: readonly Condition[]): readonly Claim[] =>
  conditions.flatMap(({ what, is, value }) => (what.startsWith("setting ") ? [] : [{ says, what, is, value }]));

/** Returns the claims that the run shows this option: its condition holds, and those of the previous options do not. Throws for an unknown id. */
export function shows({ options }: ChoiceQuestion, id: string, says: string): readonly Claim[] {
  const at = options.findIndex((option) => option.id === id);
  if (at < 0) throw new Error(`There is no option "${id}".`);
  const before = options.slice(0, at).flatMap(({ when }): readonly Condition[] =>
    (when ? [{ ...when, is: when.is === "at most" ? "at least" : "at most" }] : []));
  const { when } = options[at]!;
  return claimsOf(says, [...before, ...(when ? [when] : [])]);
}

/** Returns the claims that the lesson's repair succeeds. */
export const repaired = ({ repair }: Lesson): readonly Claim[] => claimsOf("the repair is made", repair.conditions);

/** Returns the question of a round with a choice. Throws if there is none. */
export function choiceOf({ rounds }: Lesson, id: string): ChoiceQuestion {
  const question = rounds.find((round) => round.id === id)?.question;
  if (question?.kind !== "choice") throw new Error(`There is no choice "${id}".`);
  return question;
}
