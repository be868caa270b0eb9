import type { LessonTexts } from "../texts";

export const en = {
  title: "Holes and how to fill them",
  about: "Prior samples should land where codes are. Should we move the codes to the prior, or fit a prior to the codes?",
  rounds: {
    prior: {
      predict: "The KL draws every q(z|x) towards N(0, I), and samples are decoded from z ~ N(0, I). " +
        "After 400 steps, 70 to 75\u00a0% of the reconstructions will show the right digit. How many of 100 samples will be clear digits?",
      options: {
        few: "At most 25",
        half: "About half of them",
        most: "About as many as there are right reconstructions",
      },
      compare: "Samples and reconstructions come from the same decoder. What do you see in samples that you see in no reconstruction?",
    },
    tighter: {
      predict: "Perhaps the KL has too little weight. With β = 4 it counts four times as much, so the codes lie closer to N(0, I). How many of 100 samples will be clear digits?",
      options: {
        "no-better": "At most 20",
        half: "About half: there is less room for holes",
        most: "Most of them",
      },
      compare: "Compare the numbers of the two rounds. Which of them did the larger β change, and which got worse?",
    },
    carried: {
      predict: "Now β = 0: in our runs, only 1 to 6 of 100 samples from N(0, I) are clear digits then. " +
        "But a second network, a flow, learns where codes are, and carries samples there before they are decoded. How many of 100 will be clear digits now?",
      options: {
        none: "At most 8: the flow cannot find codes that are so far apart",
        "as-before": "About 10 to 20, as with the KL",
        more: "More than 20",
      },
      compare: "Compare the variance of the codes in the three rounds. Where do the trajectories on the map lead?",
    },
  },
  explain: {
    question: "With β = 4 the codes lay near N(0, I), with β = 0 far from it. Yet β = 0 and a flow gave more clear samples. Why?",
    terms: {
      reconstruction: "If two images share a code, the decoder cannot tell them apart. So the approximate posteriors q(z|x) of different images tend to keep a distance, and the decoder is not trained in the gaps.",
      kl: "The KL asks each q(z|x), one by one, to match N(0, I). Good samples need another match: that of the aggregate posterior, the mean of all q(z|x). " +
        "A larger β widens each q(z|x) until they overlap. The gaps close, but images that share a code are reconstructed as one blur.",
      "flow-matching": "The flow does not move the codes. It learns to carry samples of N(0, I) to the codes, so decoding starts where the decoder was trained.",
    },
    so: "We can move the codes to the prior, or fit a prior to the codes. A mixture prior also does the latter (model: VAE, mixture prior). Latent diffusion models do it on a large scale: they sample codes of an autoencoder. " +
      "A prior that is fitted to the codes does not sharpen the decoder: if it blurs reconstructions, it blurs samples, too.",
  },
  repair: {
    task: "After 400 steps with the flow and β = 0, many samples are clear. But the KL of the codes is about 200 nats, and grows. Limit the KL, and keep the samples clear.",
    done: "The flow had to follow the codes. How do samples look just after a change of β, and at which β are they best?",
  },
} satisfies LessonTexts;
