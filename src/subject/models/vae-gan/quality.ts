/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims, type TrainedStartSteps } from "../../quality/claims";
import { percent, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "learned-likeness": [{
    steps: 937, claims: [
      claim("reconstructions are as sharp as the images", "sharpness of reconstructions", "at least", 0.9),
    ],
  }],
};

export const runs: readonly QualityRun[] = [
  { name: "vae-gan", settings: {}, epochs: 3, measure: { reconstructions: upTo(3), "digit-fid": [1, 3] } },
];

export const targets: readonly Target[] = [
  {
    what: "vae-gan: sharpness of reconstructions, as a share of the images'",
    wanted: "nearer to 100 % than vae-20",
    find(results) {
      const [own, vae] = ["vae-gan", "vae-20"].map((run) => results.value(run, "last", "reconstructions"));
      if (!own || !vae) return null;
      const [a, b] = [own, vae].map(({ sharpness, sharpnessOfImages }) => sharpness / sharpnessOfImages) as [number, number];
      return { measured: `${percent(a)} against ${percent(b)}`, reached: Math.abs(1 - a) < Math.abs(1 - b) };
    },
  },
  {
    what: "vae-gan: reconstructions in which the evaluation classifier sees the image's class",
    wanted: "≥ 90 %",
    find(results) {
      const found = results.value("vae-gan", "last", "reconstructions");
      return found && { measured: percent(found.sameClass), reached: found.sameClass >= 0.9 };
    },
  },
];

export const trainedTo: TrainedStartSteps = { "learned-likeness": 2000 };
