import type { LessonTexts } from "../texts";

export const en = {
  title: "Holes and what fills them",
  about: "Noise is to land where codes are. Must the codes go to the noise, or can the noise go to the codes?",
  rounds: {
    prior: {
      predict: "The KL draws every image's cloud of codes towards N(0, I), and samples are decoded from noise of N(0, I). " +
        "After 400 steps, seven in ten reconstructions will show the right digit. How many of a hundred samples will be clear digits?",
      options: {
        few: "Twenty-five at most",
        half: "About half of them",
        most: "About as many as reconstructions are right",
      },
      compare: "Samples and reconstructions come from the same decoder. What do you see in the samples that is in no reconstruction?",
    },
    tighter: {
      predict: "Perhaps the KL does not pull hard enough. Now it counts four times (β = 4), so the codes lie closer to N(0, I). How many of a hundred samples will be clear digits?",
      options: {
        "no-better": "Twenty at most",
        half: "About half: there is less room for holes",
        most: "Most of them",
      },
      compare: "Look at all three numbers, in this run and in the one before. What did the stronger pull change, and who paid for it?",
    },
    carried: {
      predict: "Now β = 0: nothing ties the codes to N(0, I), and of a hundred samples decoded from there some four would be clear. " +
        "But a second network, a flow, learns meanwhile where the codes lie, and carries the noise there before it is decoded. How many will be clear now?",
      options: {
        none: "Eight at most: codes that are scattered so far cannot be found",
        "as-before": "Some ten or fifteen, as with the KL",
        more: "More than twenty",
      },
      compare: "Look at the variance of the codes. Where are the codes now, compared with the other two runs, and where do the lines on the map lead?",
    },
  },
  explain: {
    question: "With β = 4 the codes lay near N(0, I), with β = 0 far away, and yet the latter gave the clearer samples. Why?",
    terms: {
      reconstruction: "Codes of different images must stay apart, or the decoder confuses them. So clouds of codes leave gaps between them, and in a gap the decoder was never trained.",
      kl: "It asks each cloud, one by one, to be like N(0, I). What samples need is something else: that all clouds together fill N(0, I). " +
        "A higher price makes clouds wider until they overlap; gaps close, but images that share a code are drawn as one blur.",
      "flow-matching": "It moves no code. It learns from codes as they are which way noise has to go to become one, so samples begin where the decoder was trained, however far that is.",
    },
    so: "Either the codes go to the prior or the prior goes to the codes. Here a mixture of Gaussians does the latter, too (model: VAE, mixture prior), and a flow or a diffusion on the codes of an autoencoder is what large image models sample from. " +
      "No prior makes samples better than the decoder, though: what it blurs in reconstructions, it blurs in samples.",
  },
  repair: {
    task: "With the flow and β = 0 samples are good, but the codes run away: their KL is above 100 nats, and grows. Stop that, and keep three in ten samples clear.",
    done: "The flow had to follow the codes. What happens to the samples just after a change of β, and at which β are they best?",
  },
} satisfies LessonTexts;
