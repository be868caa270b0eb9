/** The ELBO term by term: what the KL contributes, and what happens without it. */
import type { Lesson } from "../lesson";

const run = "model=vae&pool=growing&seed=1";
const shows = ["loss kl", "loss reconstruction"] as const;

export const lesson: Lesson = {
  minutes: 10,
  sources: [
    { text: "Kingma & Welling 2013", url: "https://arxiv.org/abs/1312.6114" },
    { text: "Alemi et al. 2018", url: "https://arxiv.org/abs/1711.00464" },
  ],
  rounds: [
    { id: "kl", question: { kind: "curve", column: "kl", max: 25, at: [1, 20, 60, 120, 200, 300, 400], shows }, run, until: 400 },
    {
      id: "free",
      question: {
        kind: "choice",
        options: [
          { id: "falls", when: { what: "loss kl", is: "at most", value: 3 } },
          { id: "stays", when: { what: "loss kl", is: "at most", value: 8 } },
          { id: "grows" },
        ],
        shows,
      },
      run: `${run}&then=400:beta=0`,
      until: 800,
    },
  ],
  explain: ["reconstruction", "kl", "total"],
  repair: {
    run: `${run}&then=400:beta=0`,
    from: 800,
    conditions: [{ what: "loss kl", is: "at most", value: 7 }, { what: "loss reconstruction", is: "at most", value: 163 }],
    solution: { change: { beta: 1 }, steps: 300 },
  },
};
