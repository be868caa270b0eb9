/** Claims that the lesson's texts make about its runs, measured by `npm run quality -- lessons`. Not part of the page. */
import { claim, type Play } from "../../../subject/quality/claims";
import { choiceOf, repaired, shows } from "../claims";
import { lesson } from "./lesson";

const [gan, vae, cheaper] = lesson.rounds;
const far = "far samples";
const kl = "KL of densities";

export const plays: readonly Play[] = [
  {
    run: gan.run,
    acts: [{
      steps: gan.until, claims: [
        ...shows(choiceOf(lesson, "gan"), "sharp", "the GAN's samples lie in the Gaussians, hardly any between them"),
        claim("all eight Gaussians get samples", "modes", "at least", 8),
        claim("at most 13 % of samples lie near no Gaussian", far, "at most", 0.13),
        claim("and yet the KL is no smaller than the VAE's", kl, "at least", 0.7),
      ],
    }],
  },
  {
    run: vae!.run,
    acts: [
      {
        steps: vae!.until, claims: [
          ...shows(choiceOf(lesson, "vae"), "split", "many more of the VAE's samples lie between, and the KL is no larger"),
          claim("all eight Gaussians get samples", "modes", "at least", 8),
          claim("about 30 % of its samples lie near no Gaussian: at least 27 %", far, "at least", 0.27),
          claim("and at most 34 %", far, "at most", 0.34),
          claim("the KL from the data's density is about 0.7 nats", kl, "at most", 0.8),
          claim("the loss is near 0.7: at most 0.85", "loss total", "at most", 0.85),
        ],
      },
      {
        change: { beta: 0.3 }, steps: cheaper!.until - vae!.until, claims: [
          ...shows(choiceOf(lesson, "cheaper"), "farther", "with β = 0.3 samples leave the data"),
          claim("although the loss falls by more than three nats, to about −3", "loss total", "at most", -2.6),
          claim("twice as many lie near no Gaussian", far, "at least", 0.5),
        ],
      },
      { ...lesson.repair.solution, claims: repaired(lesson) },
    ],
  },
];
