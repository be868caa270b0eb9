/** Claims that the lesson's texts make about its runs, measured by `npm run quality -- lessons`. Not part of the page. */
import { claim, type Play } from "../../../subject/quality/claims";
import { choiceOf, repaired, shows } from "../claims";
import { lesson } from "./lesson";

const [noise, , prior] = lesson.rounds;

export const plays: readonly Play[] = [
  {
    run: noise.run,
    acts: [{
      steps: 468, claims: [
        ...shows(choiceOf(lesson, "noise"), "few", "few samples of the autoencoder are clear digits"),
        claim("although it reconstructs digits well", "reconstructions of the same class", "at least", 0.885),
        claim("its codes spread far beyond N(0, I)", "variance of codes", "at least", 5),
      ],
    }, {
      steps: 32, claims: [
        ...shows(choiceOf(lesson, "fitted"), "some", "from a Gaussian that is fitted to its codes, clearly more samples are clear digits, but not most"),
        claim("and more than from the VAE's prior", "clear samples of a fitted Gaussian", "at least", 0.35),
      ],
    }],
  },
  {
    run: prior!.run,
    acts: [{
      steps: 468, claims: [
        ...shows(choiceOf(lesson, "prior"), "some", "clearly more samples of the VAE are clear digits, but not most"),
        claim("its codes are near N(0, I)", "variance of codes", "at most", 2),
        claim("its reconstructions are somewhat worse", "reconstructions of the same class", "at most", 0.885),
      ],
    }],
  },
  {
    run: lesson.repair.run,
    acts: [
      { steps: lesson.repair.from, claims: [claim("with β = 0, few samples of the VAE are clear digits either", "clear samples", "at most", 0.15)] },
      { ...lesson.repair.solution, claims: repaired(lesson) },
    ],
  },
];
