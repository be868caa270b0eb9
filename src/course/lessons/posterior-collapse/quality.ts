/** Claims that the lesson's texts make about its runs, measured by `npm run quality -- lessons`. Not part of the page. */
import { claim, type Play } from "../../../subject/quality/claims";
import { choiceOf, repaired, shows } from "../claims";
import { lesson } from "./lesson";

const collapsed = (beta: number) => ({
  steps: 400, claims: [
    ...shows(choiceOf(lesson, "dear"), "nothing", `with β = ${beta} the KL is near 0`),
    claim("no latent dimension is active", "active units", "at most", 0),
    claim("the mean of all digits costs about 208 nats: at least 205", "loss reconstruction", "at least", 205),
    claim("and at most 210", "loss reconstruction", "at most", 210),
  ],
});

export const plays: readonly Play[] = [
  {
    run: lesson.rounds[0].run,
    acts: [
      collapsed(40),
      { change: { beta: 1 }, steps: 20, claims: [claim("at first the KL stays near 0", "loss kl", "at most", 0.5)] },
      { steps: 280, claims: [claim("then the code recovers", "loss kl", "at least", 4), claim("in both dimensions", "active units", "at least", 2)] },
    ],
  },
  { run: lesson.repair.run, acts: [collapsed(30), { ...lesson.repair.solution, claims: repaired(lesson) }] },
  {
    run: lesson.repair.run,
    acts: [
      collapsed(30),
      {
        change: { beta: 16 }, steps: 300, claims: [
          claim("a first nat saves about 20: at β = 16 a part of it pays", "loss kl", "at least", 0.2),
          claim("but not a whole one", "loss kl", "at most", 1),
        ],
      },
    ],
  },
  {
    run: "model=vae&pool=growing&seed=1",
    acts: [{ steps: 400, claims: [claim("with β = 1 the KL settles at about 5 nats", "loss kl", "at least", 4.5), claim("and not above 6", "loss kl", "at most", 6)] }],
  },
];
