/** Claims that the lesson's texts make about its runs, measured by `npm run quality -- lessons`. Not part of the page. */
import { claim, type Play } from "../../../subject/quality/claims";
import { choiceOf, repaired, shows } from "../claims";
import { lesson } from "./lesson";

const [lowRate, even] = lesson.rounds;

export const plays: readonly Play[] = [
  {
    run: lowRate.run,
    acts: [
      {
        steps: 1000, claims: [
          ...shows(choiceOf(lesson, "hasty"), "few", "one or two of the eight Gaussians get samples"),
          claim("the discriminator's loss is near that of guessing, 1.39: at least 1.3", "loss discriminator-total", "at least", 1.3),
          claim("and at most 1.5", "loss discriminator-total", "at most", 1.5),
          claim("the generator's loss is about 0.7", "loss generator", "at most", 0.85),
        ],
      },
      { ...lesson.repair.solution, claims: repaired(lesson) },
    ],
  },
  {
    run: even!.run,
    acts: [{
      steps: 1000, claims: [
        ...shows(choiceOf(lesson, "even"), "same", "with D : G = 1 the discriminator's loss is about the same"),
        claim("at least 1.25", "loss discriminator-total", "at least", 1.25),
        claim("and so is the generator's", "loss generator", "at most", 0.85),
        claim("although every Gaussian gets samples", "modes", "at least", 8),
      ],
    }],
  },
];
