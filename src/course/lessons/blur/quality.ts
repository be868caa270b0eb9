/** Claims that the lesson's texts make about its runs, measured by `npm run quality -- lessons`. Not part of the page. */
import { claim, type Play } from "../../../subject/quality/claims";
import { choiceOf, repaired, shows } from "../claims";
import { lesson } from "./lesson";

const [averaged, summed, weighed] = lesson.rounds;
const sharpness = "sharpness of reconstructions";
const same = "reconstructions of the same class";

export const plays: readonly Play[] = [
  {
    run: averaged.run,
    acts: [{
      steps: averaged.until, claims: [
        ...shows(choiceOf(lesson, "averaged"), "one", "with the error averaged over pixels, all digits are reconstructed as one blur"),
        claim("no latent dimension is active", "active units", "at most", 0),
        claim("the mean of all digits is at most 40 % as sharp as they are", sharpness, "at most", 0.4),
      ],
    }],
  },
  {
    run: summed!.run,
    acts: [
      {
        steps: summed!.until, claims: [
          ...shows(choiceOf(lesson, "summed"), "middle", "with σ = 1 the sharpness is between 40 % and 80 %"),
          claim("many digits are reconstructed as another one", same, "at most", 0.6),
          claim("the KL comes to 2 to 3 nats: at least 2", "loss kl", "at least", 2),
          claim("and at most 3.4", "loss kl", "at most", 3.4),
        ],
      },
      { ...lesson.repair.solution, claims: repaired(lesson) },
    ],
  },
  {
    run: weighed!.run,
    acts: [{
      steps: weighed!.until, claims: [
        claim("with σ = 0.3 the KL comes to about 25 nats: at least 22", "loss kl", "at least", 22),
        claim("and at most 28", "loss kl", "at most", 28),
        claim("reconstructions are sharper than with σ = 1", sharpness, "at least", 0.62),
        claim("and show the right digit far more often", same, "at least", 0.7),
      ],
    }],
  },
  {
    run: "model=vae&latent=20&hidden=128&pool=growing&seed=1",
    acts: [{ steps: 400, claims: [claim("with cross-entropy they blur, too", sharpness, "at most", 0.8)] }],
  },
  {
    run: "model=vae&likelihood=gaussian-learned&sigma=1&latent=20&hidden=128&pool=growing&seed=1",
    acts: [{ steps: 400, claims: [claim("a learned σ falls from 1", "sigma", "at most", 0.8)] }],
  },
];
