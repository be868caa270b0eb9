import type { LessonTexts } from "../texts";

export const en = {
  title: "Can an autoencoder generate?",
  about: "An autoencoder reconstructs digits well. Can it generate new ones?",
  rounds: {
    noise: {
      predict: "An autoencoder maps each digit to ten numbers and reconstructs it from them; the reconstruction error is its only loss. " +
        "Then its decoder gets ten random numbers from N(0, I) instead of a code. " +
        "How many of 100 such samples will be clear digits, of which the evaluation classifier is over 90\u00a0% sure?",
      options: {
        few: "At most 15",
        half: "About half of them",
        most: "Most: the decoder has learnt to draw digits",
      },
      compare: "Samples and reconstructions come from the same decoder. What do they have in common, and how do they differ?",
    },
    fitted: {
      predict: "Perhaps N(0, I) is only the wrong Gaussian. So a Gaussian is fitted to the codes of 2,000 test images, and codes are drawn from it. " +
        "After 32 more steps of the same autoencoder, how many of 100 of these samples will be clear digits?",
      options: {
        few: "As few as before",
        some: "Clearly more, but not most",
        most: "Most of them: only the scale was wrong",
      },
      compare: "The pictures still show samples from N(0, I). Compare the shares of clear digits of both Gaussians: what does the fit repair, and what not?",
    },
    prior: {
      predict: "Now a VAE has networks of the same widths. Its encoder maps each image to a Gaussian over codes, and the KL draws these Gaussians towards N(0, I). " +
        "After the same number of steps, how many of 100 samples will be clear digits?",
      options: {
        few: "As few as with the autoencoder at first",
        some: "Clearly more, but not most",
        most: "Most of them",
      },
      compare: "Compare the numbers with those of the autoencoder, in round 1. Which of them improved, and which got worse?",
    },
  },
  explain: {
    question: "The autoencoder's decoder reconstructs most digits. Why do so few codes from N(0, I) decode to clear digits?",
    terms: {
      reconstruction: "This term asks each code to lead back to its image. It does not constrain the distribution of codes: here they spread far beyond N(0, I). " +
        "The decoder was not trained in the gaps between them.",
      kl: "The KL ties the approximate posteriors of all images to N(0, I), from which samples are drawn. " +
        "In return, posteriors overlap, and a few more images are reconstructed as another digit.",
    },
    so: "A latent-variable model also needs a prior: a distribution of codes before any image is seen. " +
      "The autoencoder gets one only afterwards, by a fit. Much of its failure was the scale: the fitted Gaussian gave more clear digits here than the VAE's prior. " +
      "The VAE's codes come close to N(0, I), but spread wider. Both leave gaps, from which a Gaussian still draws: the lesson on holes fits a prior of any shape.",
  },
  repair: {
    task: "This VAE has β = 0, so it is an autoencoder with noise in its codes. Change β so that more samples are clear and most reconstructions still show the right digit.",
    done: "As β grows, which of the two shares rises, and which one falls?",
  },
} satisfies LessonTexts;
