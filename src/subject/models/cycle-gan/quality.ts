/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { percent, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "thick-to-thin": [{
    steps: 600, claims: [
      claim("two thirds of what makes strokes thick are gone", "thickness undone", "at least", 0.66),
      claim("the evaluation classifier sees the image's class in more than eight of ten", "images made of the same class", "at least", 0.85),
    ],
  }],
  "no-way-back": [
    {
      steps: 600, claims: [
        claim("speckles: gradients are far from those of the images", "sharpness of images made", "at least", 1.2),
      ],
    },
    {
      change: { cycle: 10 }, restart: true, steps: 600,
      claims: [
        claim("with λ = 10 more than eight of ten digits stay what they were", "images made of the same class", "at least", 0.85),
      ],
    },
  ],
};

const EPOCHS = 2;
const DOMAINS = [["thick", "thickness"], ["slanted", "slant"]] as const;

export const runs: readonly QualityRun[] = DOMAINS.map(([domain]) => ({
  name: `cycle-gan-${domain}`, settings: { domain, lr: 0.001 }, epochs: EPOCHS, measure: { translation: upTo(EPOCHS) },
}));

export const targets: readonly Target[] = DOMAINS.flatMap(([domain, changed]) => [
  {
    what: `cycle-gan, ${domain}: the evaluation classifier sees the image's class, test images, after ${EPOCHS} epochs`,
    wanted: "≥ 85 %",
    find: (results) => {
      const found = results.value(`cycle-gan-${domain}`, "last", "translation");
      return found && { measured: percent(found.sameClass), reached: found.sameClass >= 0.85 };
    },
  },
  {
    what: `cycle-gan, ${domain}: mean ${changed} of what is made, after ${EPOCHS} epochs`,
    wanted: "nearer to the images' than to that of what is given",
    find: (results) => {
      const found = results.value(`cycle-gan-${domain}`, "last", "translation");
      if (!found) return null;
      const { made, given, images } = found[changed];
      return {
        measured: `${made.toFixed(2)}; images ${images.toFixed(2)}, given ${given.toFixed(2)}`,
        reached: Math.abs(made - images) < Math.abs(made - given),
      };
    },
  },
]);
