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
    prior: {
      predict: "Now a VAE has networks of the same widths. Its encoder maps each image to a Gaussian over codes, and the KL draws these Gaussians towards N(0, I). " +
        "After the same number of steps, how many of 100 samples will be clear digits?",
      options: {
        few: "As few as before",
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
      "The VAE's codes come close to its prior N(0, I), but spread wider and leave gaps. A prior that is fitted to the codes afterwards would help the autoencoder, too: the lesson on holes fits one.",
  },
  repair: {
    task: "This VAE has β = 0, so it is an autoencoder with noise in its codes. Change β so that more samples are clear and most reconstructions still show the right digit.",
    done: "As β grows, which of the two shares rises, and which one falls?",
  },
} satisfies LessonTexts;
