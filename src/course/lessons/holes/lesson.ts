/** Holes between prior and codes: a larger weight of the KL moves the codes to the prior, a learned prior moves to the codes. */
import type { Lesson } from "../lesson";

const runOf = (model: "vae" | "latent-flow", beta: number) => `model=${model}&latent=10&hidden=128&beta=${beta}&pool=growing&seed=1`;
const samples = "clear samples";
const same = "reconstructions of the same class";
const shows = [samples, same, "variance of codes"] as const;

export const lesson: Lesson = {
  minutes: 12,
  sources: [
    { text: "Hoffman & Johnson 2016", url: "http://approximateinference.org/accepted/HoffmanJohnson2016.pdf" },
    { text: "Tomczak & Welling 2018", url: "https://arxiv.org/abs/1705.07120" },
    { text: "Lipman et al. 2023", url: "https://arxiv.org/abs/2210.02747" },
    { text: "Rombach et al. 2022", url: "https://arxiv.org/abs/2112.10752" },
  ],
  rounds: [
    {
      id: "prior",
      question: {
        kind: "choice",
        options: [
          { id: "few", when: { what: samples, is: "at most", value: 0.25 } },
          { id: "half", when: { what: samples, is: "at most", value: 0.6 } },
          { id: "most" },
        ],
        shows,
      },
      run: runOf("vae", 1),
      until: 400,
    },
    {
      id: "tighter",
      question: {
        kind: "choice",
        options: [
          { id: "no-better", when: { what: samples, is: "at most", value: 0.2 } },
          { id: "half", when: { what: samples, is: "at most", value: 0.6 } },
          { id: "most" },
        ],
        shows,
      },
      run: runOf("vae", 4),
      until: 400,
    },
    {
      id: "carried",
      question: {
        kind: "choice",
        options: [
          { id: "none", when: { what: samples, is: "at most", value: 0.08 } },
          { id: "as-before", when: { what: samples, is: "at most", value: 0.2 } },
          { id: "more" },
        ],
        shows,
      },
      run: runOf("latent-flow", 0),
      until: 400,
    },
  ],
  explain: ["reconstruction", "kl", "flow-matching"],
  repair: {
    run: runOf("latent-flow", 0),
    from: 400,
    conditions: [{ what: "loss kl", is: "at most", value: 25 }, { what: samples, is: "at least", value: 0.3 }],
    solution: { change: { beta: 1 }, steps: 200 },
  },
};
