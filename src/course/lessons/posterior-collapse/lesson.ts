/** Posterior collapse: if the KL is weighted too heavily, the code carries no information; and how to restore it. */
import type { Lesson } from "../lesson";

const run = "model=vae&beta=40&pool=growing&seed=1";
const shows = ["loss kl", "loss reconstruction", "active units"] as const;

export const lesson: Lesson = {
  minutes: 10,
  sources: [
    { text: "Bowman et al. 2016", url: "https://arxiv.org/abs/1511.06349" },
    { text: "Burda et al. 2016", url: "https://arxiv.org/abs/1509.00519" },
    { text: "Lucas et al. 2019", url: "https://arxiv.org/abs/1911.02469" },
  ],
  rounds: [
    {
      id: "dear",
      question: {
        kind: "choice",
        options: [
          { id: "nothing", when: { what: "loss kl", is: "at most", value: 0.5 } },
          { id: "less", when: { what: "loss kl", is: "at most", value: 7 } },
          { id: "more" },
        ],
        shows,
      },
      run,
      until: 400,
    },
    { id: "back", question: { kind: "curve", column: "kl", max: 10, at: [400, 430, 460, 500, 550, 620, 700], shows }, run: `${run}&then=400:beta=1`, until: 700 },
  ],
  explain: ["reconstruction", "kl", "total"],
  repair: {
    run: "model=vae&beta=30&pool=growing&seed=1",
    from: 400,
    conditions: [
      { what: "setting beta", is: "at least", value: 8 },
      { what: "active units", is: "at least", value: 2 },
      { what: "loss reconstruction", is: "at most", value: 185 },
    ],
    solution: { change: { beta: 8 }, steps: 300 },
  },
};
