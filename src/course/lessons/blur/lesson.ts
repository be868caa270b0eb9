/** Blur and the likelihood: σ weights the squared error against the KL. */
import type { Lesson } from "../lesson";

const runWith = (sigma: number) => `model=vae&likelihood=gaussian&sigma=${sigma}&latent=20&hidden=128&pool=growing&seed=1`;
const sharpness = "sharpness of reconstructions";
const shows = [sharpness, "reconstructions of the same class", "loss kl"] as const;

export const lesson: Lesson = {
  minutes: 12,
  sources: [
    { text: "Kingma & Welling 2013, app. C", url: "https://arxiv.org/abs/1312.6114" },
    { text: "Dai & Wipf 2019", url: "https://arxiv.org/abs/1903.05789" },
    { text: "Rybkin et al. 2021", url: "https://arxiv.org/abs/2006.13202" },
  ],
  rounds: [
    {
      id: "averaged",
      question: {
        kind: "choice",
        options: [
          { id: "one", when: { what: "reconstructions of the same class", is: "at most", value: 0.2 } },
          { id: "blurred", when: { what: sharpness, is: "at most", value: 0.8 } },
          { id: "sharp" },
        ],
        shows,
      },
      run: runWith(19.8),
      until: 300,
    },
    {
      id: "summed",
      question: {
        kind: "choice",
        options: [
          { id: "poor", when: { what: sharpness, is: "at most", value: 0.4 } },
          { id: "middle", when: { what: sharpness, is: "at most", value: 0.8 } },
          { id: "sharp" },
        ],
        shows,
      },
      run: runWith(1),
      until: 400,
    },
    { id: "weighed", question: { kind: "curve", column: "kl", max: 80, at: [1, 20, 60, 120, 200, 300, 400], shows }, run: runWith(0.3), until: 400 },
  ],
  explain: ["reconstruction", "kl", "total"],
  repair: {
    run: runWith(1),
    from: 400,
    conditions: [{ what: sharpness, is: "at least", value: 0.65 }, { what: "loss kl", is: "at most", value: 30 }],
    solution: { change: { beta: 0.09 }, steps: 300 },
  },
};
