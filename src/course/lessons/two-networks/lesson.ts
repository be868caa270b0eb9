/** The game of two networks: a discriminator's loss shows who is ahead, not how good the samples are. */
import type { Lesson } from "../lesson";

const run = "model=gan&data=ring&batchNorm=off&dropout=0&lr=0.002&latent=2&hidden=64&seed=1";
/** From step 50 on the generator's learning rate is a hundredth, the discriminator's a fifth. */
const still = `${run}&then=50:lr=0.00002,50:discriminatorRate=20`;
const shows = ["loss discriminator-total", "loss generator", "far samples"] as const;

export const lesson: Lesson = {
  minutes: 12,
  sources: [
    { text: "Goodfellow et al. 2014", url: "https://arxiv.org/abs/1406.2661" },
    { text: "Arjovsky & Bottou 2017", url: "https://arxiv.org/abs/1701.04862" },
  ],
  rounds: [
    { id: "both", question: { kind: "curve", column: "discriminator-total", max: 2, at: [1, 100, 200, 400, 600, 800, 1000], shows }, run, until: 1000 },
    {
      id: "still",
      question: {
        kind: "choice",
        options: [
          { id: "stays", when: { what: "loss discriminator-total", is: "at least", value: 1.2 } },
          { id: "better", when: { what: "far samples", is: "at most", value: 0.5 } },
          { id: "falls" },
        ],
        shows,
      },
      run: still,
      until: 400,
    },
  ],
  explain: ["discriminator-total", "generator"],
  repair: {
    run: still,
    from: 400,
    conditions: [
      { what: "modes", is: "at least", value: 8 },
      { what: "far samples", is: "at most", value: 0.35 },
      { what: "loss discriminator-total", is: "at least", value: 1.2 },
    ],
    solution: { change: { lr: 0.002, discriminatorRate: 1 }, steps: 800 },
  },
};
