/** An autoencoder is not a generative model: decoded noise is no digit until a loss term shapes the distribution of codes. */
import type { Lesson } from "../lesson";

const runOf = (model: "ae" | "vae") => `model=${model}&latent=10&pool=growing&seed=1`;
const samples = "clear samples";
const fitted = "clear samples of a fitted Gaussian";

export const lesson: Lesson = {
  minutes: 15,
  sources: [
    { text: "Hinton & Salakhutdinov 2006", url: "https://doi.org/10.1126/science.1127647" },
    { text: "Kingma & Welling 2013", url: "https://arxiv.org/abs/1312.6114" },
    { text: "Ghosh et al. 2020", url: "https://arxiv.org/abs/1903.12436" },
  ],
  rounds: [
    {
      id: "noise",
      question: {
        kind: "choice",
        options: [
          { id: "few", when: { what: samples, is: "at most", value: 0.15 } },
          { id: "half", when: { what: samples, is: "at most", value: 0.7 } },
          { id: "most" },
        ],
        shows: ["reconstructions of the same class", samples, "variance of codes"],
      },
      run: runOf("ae"),
      until: 468,
    },
    {
      id: "fitted",
      question: {
        kind: "choice",
        options: [
          { id: "few", when: { what: fitted, is: "at most", value: 0.12 } },
          { id: "some", when: { what: fitted, is: "at most", value: 0.6 } },
          { id: "most" },
        ],
        shows: [samples, fitted, "variance of codes"],
      },
      run: runOf("ae"),
      until: 500,
    },
    {
      id: "prior",
      question: {
        kind: "choice",
        options: [
          { id: "few", when: { what: samples, is: "at most", value: 0.12 } },
          { id: "some", when: { what: samples, is: "at most", value: 0.6 } },
          { id: "most" },
        ],
        shows: ["reconstructions of the same class", samples, "variance of codes"],
      },
      run: runOf("vae"),
      until: 468,
    },
  ],
  explain: ["reconstruction", "kl"],
  repair: {
    run: `${runOf("vae")}&beta=0`,
    from: 468,
    conditions: [{ what: samples, is: "at least", value: 0.2 }, { what: "reconstructions of the same class", is: "at least", value: 0.8 }],
    solution: { change: { beta: 1 }, steps: 300 },
  },
};
