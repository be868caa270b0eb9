/** Ignored conditions: a decoder uses the class only as far as the code does not contain it already. */
import type { Lesson } from "../lesson";

const free = (latent: number) => `model=cvae&beta=0&lr=0.002&latent=${latent}&hidden=128&pool=growing&seed=1`;
const right = "right class";
const shows = [right, "reconstructions of the same class", "loss reconstruction"] as const;

export const lesson: Lesson = {
  minutes: 10,
  sources: [
    { text: "Sohn et al. 2015", url: "https://papers.nips.cc/paper/5775" },
    { text: "Mirza & Osindero 2014", url: "https://arxiv.org/abs/1411.1784" },
    { text: "Miyato & Koyama 2018", url: "https://arxiv.org/abs/1802.05637" },
  ],
  rounds: [
    {
      id: "free",
      question: {
        kind: "choice",
        options: [
          { id: "few", when: { what: right, is: "at most", value: 0.25 } },
          { id: "half", when: { what: right, is: "at most", value: 0.75 } },
          { id: "most" },
        ],
        shows,
      },
      run: free(10),
      until: 400,
    },
    {
      id: "narrow",
      question: {
        kind: "choice",
        options: [
          { id: "fewer", when: { what: right, is: "at most", value: 0.1 } },
          { id: "same", when: { what: right, is: "at most", value: 0.25 } },
          { id: "more" },
        ],
        shows,
      },
      run: free(2),
      until: 400,
    },
  ],
  explain: ["reconstruction", "kl"],
  repair: {
    run: free(10),
    from: 400,
    conditions: [{ what: right, is: "at least", value: 0.6 }, { what: "loss reconstruction", is: "at most", value: 150 }],
    solution: { change: { beta: 4 }, steps: 400 },
  },
};
