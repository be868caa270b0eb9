/** VAE or GAN: on points with a known density, models can rank differently by different measures, and a lower loss indicates neither. */
import type { Lesson } from "../lesson";

const ofVae = "model=vae&data=ring&latent=2&hidden=64&lr=0.003&seed=1";
const ofGan = "model=gan&data=ring&loss=non-saturating&batchNorm=off&dropout=0&lr=0.002&latent=2&hidden=64&seed=1";
const cheaper = `${ofVae}&then=4000:beta=0.3`;
const far = "far samples";
const kl = "KL of densities";
const shows = ["modes", far, kl] as const;

export const lesson: Lesson = {
  minutes: 12,
  sources: [
    { text: "Theis et al. 2016", url: "https://arxiv.org/abs/1511.01844" },
    { text: "Heusel et al. 2017 (FID)", url: "https://arxiv.org/abs/1706.08500" },
    { text: "Karras et al. 2018 (progressive GAN)", url: "https://arxiv.org/abs/1710.10196" },
    { text: "Brock et al. 2019 (BigGAN)", url: "https://arxiv.org/abs/1809.11096" },
    { text: "Ho et al. 2020 (diffusion)", url: "https://arxiv.org/abs/2006.11239" },
    { text: "Rombach et al. 2022 (diffusion on codes)", url: "https://arxiv.org/abs/2112.10752" },
  ],
  rounds: [
    {
      id: "gan",
      question: {
        kind: "choice",
        options: [
          { id: "sharp", when: { what: far, is: "at most", value: 0.2 } },
          { id: "misses", when: { what: "modes", is: "at most", value: 5 } },
          { id: "between" },
        ],
        shows,
      },
      run: ofGan,
      until: 2000,
    },
    {
      id: "vae",
      question: {
        kind: "choice",
        options: [
          { id: "worse", when: { what: kl, is: "at least", value: 1.1 } },
          { id: "better", when: { what: far, is: "at most", value: 0.1 } },
          { id: "split" },
        ],
        shows: [...shows, "loss total"],
      },
      run: ofVae,
      until: 4000,
    },
    {
      id: "cheaper",
      question: {
        kind: "choice",
        options: [
          { id: "nearer", when: { what: kl, is: "at most", value: 0.6 } },
          { id: "same", when: { what: kl, is: "at most", value: 1 } },
          { id: "farther" },
        ],
        shows: [...shows, "loss total"],
      },
      run: cheaper,
      until: 5000,
    },
  ],
  explain: ["reconstruction", "kl", "total"],
  repair: {
    run: cheaper,
    from: 5000,
    conditions: [{ what: far, is: "at most", value: 0.4 }, { what: kl, is: "at most", value: 0.95 }],
    solution: { change: { beta: 1 }, steps: 1000 },
  },
};
