/** Mode collapse: samples concentrate in few places, and no loss shows it. */
import type { Lesson } from "../lesson";

const ring = "model=gan&data=ring&batchNorm=off&dropout=0&lr=0.002&latent=2&hidden=64";
const lowRate = `${ring}&discriminatorRate=0.2&seed=1`;

export const lesson: Lesson = {
  minutes: 10,
  sources: [
    { text: "Goodfellow et al. 2014", url: "https://arxiv.org/abs/1406.2661" },
    { text: "Metz et al. 2017", url: "https://arxiv.org/abs/1611.02163" },
    { text: "Salimans et al. 2016", url: "https://arxiv.org/abs/1606.03498" },
  ],
  rounds: [
    {
      id: "hasty",
      question: {
        kind: "choice",
        options: [
          { id: "few", when: { what: "modes", is: "at most", value: 2 } },
          { id: "half", when: { what: "modes", is: "at most", value: 6 } },
          { id: "all" },
        ],
        shows: ["modes", "far samples", "loss discriminator-total", "loss generator"],
      },
      run: lowRate,
      until: 1000,
    },
    {
      id: "even",
      question: {
        kind: "choice",
        options: [
          { id: "lower", when: { what: "loss discriminator-total", is: "at most", value: 1.1 } },
          { id: "same", when: { what: "loss discriminator-total", is: "at most", value: 1.6 } },
          { id: "higher" },
        ],
        shows: ["modes", "far samples", "loss discriminator-total", "loss generator"],
      },
      run: `${ring}&discriminatorRate=1&seed=1`,
      until: 1000,
    },
  ],
  explain: ["discriminator-total", "generator"],
  repair: {
    run: lowRate,
    from: 1000,
    conditions: [{ what: "modes", is: "at least", value: 7 }, { what: "far samples", is: "at most", value: 0.35 }],
    solution: { change: { discriminatorRate: 1 }, steps: 1200 },
  },
};
