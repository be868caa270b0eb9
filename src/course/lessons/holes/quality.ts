/** Claims that the lesson's texts make about its runs, measured by `npm run quality -- lessons`. Not part of the page. */
import { claim, type Play } from "../../../subject/quality/claims";
import { choiceOf, repaired, shows } from "../claims";
import { lesson } from "./lesson";

const [prior, tighter, carried] = lesson.rounds;
const samples = "clear samples";
const same = "reconstructions of the same class";

export const plays: readonly Play[] = [
  {
    run: prior.run,
    acts: [{
      steps: prior.until, claims: [
        ...shows(choiceOf(lesson, "prior"), "few", "few samples from N(0, I) are clear: at most 25 of 100"),
        claim("about 10 to 20 of 100: at most 20", samples, "at most", 0.2),
        claim("although 70 to 75 % of reconstructions show the right digit", same, "at least", 0.65),
      ],
    }],
  },
  {
    run: tighter!.run,
    acts: [{
      steps: tighter!.until, claims: [
        ...shows(choiceOf(lesson, "tighter"), "no-better", "with β = 4 they are still few"),
        claim("codes lie closer to N(0, I)", "variance of codes", "at most", 1),
        claim("and reconstructions get worse", same, "at most", 0.65),
      ],
    }],
  },
  {
    run: "model=vae&latent=10&hidden=128&beta=0&pool=growing&seed=1",
    acts: [{ steps: carried!.until, claims: [claim("with β = 0, 1 to 6 of 100 samples from N(0, I) are clear", samples, "at most", 0.08)] }],
  },
  {
    run: carried!.run,
    acts: [
      {
        steps: carried!.until, claims: [
          ...shows(choiceOf(lesson, "carried"), "more", "with a flow there are more than with any β"),
          claim("although codes lie far beyond N(0, I)", "variance of codes", "at least", 8),
          claim("their KL is above 100 nats", "loss kl", "at least", 100),
        ],
      },
      { ...lesson.repair.solution, claims: repaired(lesson) },
    ],
  },
];
