/**
 * What the texts of the presets promise, as conditions on measurements: what a reader does, and what is then to be seen.
 * `npm run quality -- presets` trains each of them and writes docs/presets.md. Not part of the page.
 */
import type { HyperparameterValues } from "../core/hyperparameters";
import type { PresetName } from "./published";

export type Quantity =
  /** A loss column's mean over the last 50 steps. */
  | `loss ${string}`
  /** On test images: dimensions in use; nats per image; the decoder's σ; mean over dimensions of Var(E[zⱼ|x]). */
  | "active units" | "KL" | "sigma" | "variance of codes"
  /** Shares: of reconstructions in which the judge sees the image's class; of the images' mean gradient. */
  | "reconstructions of the same class" | "sharpness of reconstructions"
  /**
   * Of samples: share whose class the judge is sure of; classes that come up, 1 to 10; variance within classes as a share
   * of test images'; share of the class that was asked for; distance from training images in the judge's features.
   */
  | "clear samples" | "classes" | "variety" | "right class" | "digit-FID";

export interface Claim {
  /** As docs/presets.md shows it. */
  readonly says: string;
  readonly what: Quantity;
  readonly is: "at most" | "at least";
  /** A number, or a multiple of the same quantity at the end of an earlier act, counted from 0. */
  readonly value: number | { readonly times: number; readonly ofAct: number };
}

/** What the reader does and sees. */
export interface Act {
  /** Settings changed first; none: those of the preset, or as the act before left them. Live ones change the run, others restart it. */
  readonly change?: HyperparameterValues;
  /** The run begins again, though a live setting need not. */
  readonly anew?: true;
  /** Trained in this act. */
  readonly steps: number;
  readonly claims: readonly Claim[];
}

const claim = (says: string, what: Quantity, is: Claim["is"], value: Claim["value"]): Claim => ({ says, what, is, value });

/** Of the newest version of each preset. */
export const CLAIMS: Readonly<Record<PresetName, readonly Act[]>> = {
  "first-vae": [{
    steps: 936, claims: [
      claim("about half of the drawings can be read as the same digit", "reconstructions of the same class", "at least", 0.4),
      claim("both numbers are used", "active units", "at least", 2),
      claim("the codes stay close to a standard normal cloud", "variance of codes", "at most", 2),
    ],
  }],
  "twenty-dimensions": [{
    steps: 936, claims: [
      claim("reconstructions show the right digit", "reconstructions of the same class", "at least", 0.9),
      claim("and are sharp", "sharpness of reconstructions", "at least", 0.75),
      claim("few of the samples are as clear", "clear samples", "at most", 0.5),
    ],
  }],
  "posterior-collapse": [
    {
      steps: 1000, claims: [
        claim("no dimension says anything of the image", "active units", "at most", 0),
        claim("the KL falls to 0", "KL", "at most", 0.05),
        claim("the same blur everywhere", "variety", "at most", 0.02),
      ],
    },
    { change: { beta: 10 }, steps: 600, claims: [claim("at β = 10 the map changes again", "active units", "at least", 1)] },
    { change: { beta: 4 }, steps: 600, claims: [claim("at β = 4 several digits are back", "classes", "at least", 4)] },
    { change: { beta: 40 }, steps: 400, claims: [claim("back at β = 40 they go", "active units", "at most", 0)] },
  ],
  holes: [
    {
      steps: 936, claims: [
        claim("codes are scattered far beyond the prior", "variance of codes", "at least", 6),
        claim("few samples from the prior are digits", "clear samples", "at most", 0.5),
      ],
    },
    {
      change: { beta: 1 }, anew: true, steps: 936, claims: [
        claim("from the start with β = 1, reconstructions are no better", "reconstructions of the same class", "at most", { times: 1.05, ofAct: 0 }),
      ],
    },
  ],
  disentangle: [
    { steps: 936, claims: [claim("the ten dimensions share the work", "active units", "at least", 5)] },
    {
      change: { beta: 1 }, anew: true, steps: 936, claims: [
        claim("from the start with β = 1, information is cheaper: there is more of it", "KL", "at least", { times: 1.3, ofAct: 0 }),
      ],
    },
  ],
  "first-cgan": [{
    steps: 1404, claims: [
      claim("most digits are of the class that was asked for", "right class", "at least", 0.6),
      claim("all classes come up", "classes", "at least", 10),
    ],
  }],
  "ignores-its-label": [
    { steps: 1400, claims: [claim("asking for a class changes almost nothing: right hardly more often than by chance", "right class", "at most", 0.2)] },
    {
      change: { condition: "projection" }, steps: 1400, claims: [
        claim("with projection the class is heeded", "right class", "at least", 0.4),
      ],
    },
  ],
  "strong-discriminator": [
    {
      steps: 1000, claims: [
        claim("the discriminator's losses add up to far less than the 1.39 nats of guessing", "loss discriminator-total", "at most", 0.5),
        claim("the generator's loss stays high", "loss generator", "at least", 3),
        claim("hardly any sample is a clear digit", "clear samples", "at most", 0.1),
        claim("nor of the class asked for", "right class", "at most", 0.25),
      ],
    },
    {
      change: { discriminatorRate: 1 }, steps: 3000, claims: [
        claim("at D : G = 1 the generator catches up", "right class", "at least", 0.4),
      ],
    },
  ],
  "plain-autoencoder": [{
    steps: 936, claims: [
      claim("the codes spread as they like", "variance of codes", "at least", 4),
      claim("about half of the reconstructions show the right digit", "reconstructions of the same class", "at least", 0.4),
    ],
  }],
  "convolutional-vae": [{
    steps: 937, claims: [claim("the loss is below 170 nats after an epoch", "loss total", "at most", 170)],
  }],
  "class-as-a-knob": [{
    steps: 936, claims: [claim("samples show the class asked for", "right class", "at least", 0.8)],
  }],
  "learned-likeness": [{
    steps: 937, claims: [
      claim("reconstructions are as sharp as the images", "sharpness of reconstructions", "at least", 0.9),
    ],
  }],
  "first-gan": [
    { steps: 468, claims: [] },
    {
      steps: 1404, claims: [
        claim("the digits improve", "clear samples", "at least", { times: 1.3, ofAct: 0 }),
        claim("the discriminator's loss does not fall to 0 meanwhile", "loss discriminator-total", "at least", 0.5),
      ],
    },
  ],
  saturating: [
    {
      steps: 468, claims: [
        claim("the discriminator is soon sure", "loss discriminator-total", "at most", 0.2),
        claim("hardly any sample is a clear digit", "clear samples", "at most", 0.1),
      ],
    },
    {
      change: { loss: "non-saturating" }, steps: 468, claims: [
        claim("the non-saturating loss is far from flat: it stays high", "loss generator", "at least", 0.5),
      ],
    },
  ],
  "auxiliary-classifier": [{
    steps: 1875, claims: [claim("digits are of the class asked for", "right class", "at least", 0.85)],
  }],
  "deep-convolutional": [{
    steps: 1874, claims: [claim("each column is of its class", "right class", "at least", 0.8)],
  }],
  wasserstein: [
    // Before, the critic is still learning, and its loss goes away from 0.
    { steps: 1000, claims: [] },
    {
      steps: 2000, claims: [
        claim("the critic's loss shrinks by a third or more, towards 0", "loss critic-total", "at least", { times: 2 / 3, ofAct: 0 }),
        claim("while the samples come nearer to real digits", "digit-FID", "at most", { times: 0.9, ofAct: 0 }),
        claim("all classes come up", "classes", "at least", 10),
      ],
    },
  ],
  "mode-collapse": [
    {
      steps: 1500, claims: [
        claim("every sample is of the same few classes", "classes", "at most", 2),
        claim("and looks the same, whatever the noise", "variety", "at most", 0.1),
      ],
    },
    {
      change: { discriminatorRate: 1 }, anew: true, steps: 3000, claims: [
        claim("with D : G = 1 from the start, all classes come up", "classes", "at least", 10),
        claim("and digits of a class differ", "variety", "at least", 0.5),
      ],
    },
  ],
  "gradient-penalty": [
    { steps: 500, claims: [claim("no slope is far from 1", "loss gradient-penalty", "at most", 0.5)] },
    {
      change: { lambda: 0 }, steps: 300, claims: [
        claim("without the penalty the critic's scores run away", "loss critic-total", "at most", { times: 10, ofAct: 0 }),
      ],
    },
  ],
  "spectral-norm": [{
    steps: 936, claims: [claim("the discriminator cannot exaggerate: its loss stays far from 0; guessing has 2", "loss hinge-total", "at least", 0.7)],
  }],
  "half-a-digit": [{
    steps: 936, claims: [claim("the code says something of the rest", "active units", "at least", 3)],
  }],
  "half-a-digit-by-gan": [{
    steps: 936, claims: [claim("completions stay near the true image", "loss l1", "at most", 80)],
  }],
  "blurry-or-sharp": [
    {
      steps: 468, claims: [
        claim("with σ = 1 the KL is about 4 nats: not above 5", "KL", "at most", 5),
        claim("and not below 3", "KL", "at least", 3),
      ],
    },
    {
      change: { sigma: 0.3 }, steps: 468, claims: [
        claim("with σ = 0.3 it is about 26: at least 23", "KL", "at least", 23),
        claim("and reconstructions are sharper", "sharpness of reconstructions", "at least", { times: 1.2, ofAct: 0 }),
      ],
    },
    {
      change: { sigma: 3 }, steps: 468, claims: [
        claim("with σ = 3 the code goes nearly unused", "KL", "at most", 1),
        claim("and reconstructions blur further", "sharpness of reconstructions", "at most", { times: 1, ofAct: 0 }),
      ],
    },
    {
      change: { likelihood: "gaussian-learned", sigma: 1 }, steps: 936, claims: [
        claim("learned, σ falls by itself: below 0.5 after two epochs", "sigma", "at most", 0.5),
      ],
    },
  ],
};
