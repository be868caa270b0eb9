/** Claims that the lesson's texts make about its runs, measured by `npm run quality -- lessons`. Not part of the page. */
import { claim, type Play } from "../../../subject/quality/claims";
import { choiceOf, repaired, shows } from "../claims";
import { lesson } from "./lesson";

const [both] = lesson.rounds;
const untrained = claim("after 50 steps most samples are far from the data", "far samples", "at least", 0.7);

export const plays: readonly Play[] = [
  {
    run: both.run,
    acts: [
      { steps: 50, claims: [untrained, claim("and the discriminator's loss is near that of guessing", "loss discriminator-total", "at least", 1.1)] },
      {
        steps: 950, claims: [
          claim("at step 1,000 about a third of the samples, at most, are far from the data", "far samples", "at most", 0.35),
          claim("every Gaussian gets samples", "modes", "at least", 8),
          claim("and the discriminator's loss is as high as before", "loss discriminator-total", "at least", 1.25),
          claim("not higher than guessing, 1.39", "loss discriminator-total", "at most", 1.4),
        ],
      },
    ],
  },
  {
    run: both.run,
    acts: [
      { steps: 50, claims: [untrained] },
      {
        change: { lr: 0.00002, discriminatorRate: 20 }, steps: 350, claims: [
          ...shows(choiceOf(lesson, "still"), "falls", "the discriminator's loss falls, and the samples stay far from the data"),
          claim("below 1", "loss discriminator-total", "at most", 1),
          claim("at least three quarters of them", "far samples", "at least", 0.75),
          claim("the generator's loss rises, while the generator moves slowly", "loss generator", "at least", { times: 1.2, ofAct: 0 }),
        ],
      },
      { ...lesson.repair.solution, claims: repaired(lesson) },
    ],
  },
];
