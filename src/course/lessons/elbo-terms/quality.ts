/** Claims that the lesson's texts make about its runs, measured by `npm run quality -- lessons`. Not part of the page. */
import { claim, type Play } from "../../../subject/quality/claims";
import { choiceOf, repaired, shows } from "../claims";
import { lesson } from "./lesson";

export const plays: readonly Play[] = [
  {
    run: lesson.rounds[0].run,
    acts: [
      { steps: 20, claims: [claim("in the first 20 steps the KL rises fast", "loss kl", "at least", 3)] },
      {
        steps: 380, claims: [
          claim("the KL settles at about 5 nats", "loss kl", "at least", 4.5),
          claim("and not above 6", "loss kl", "at most", 6),
        ],
      },
      {
        change: { beta: 0 }, steps: 400, claims: [
          ...shows(choiceOf(lesson, "free"), "grows", "with β = 0 the KL grows"),
          claim("it more than doubles", "loss kl", "at least", { times: 2, ofAct: 1 }),
          claim("codes leave N(0, I)", "variance of codes", "at least", 2.5),
        ],
      },
      { ...lesson.repair.solution, claims: repaired(lesson) },
    ],
  },
  {
    run: lesson.rounds[0].run,
    acts: [{ steps: 800, claims: [claim("with β = 1 throughout, reconstruction is a few nats above the 158 of β = 0", "loss reconstruction", "at most", 163)] }],
  },
];
