import type { LessonTexts } from "../texts";

export const en = {
  title: "What an autoencoder is not",
  about: "It redraws digits well. Can it make new ones?",
  rounds: {
    noise: {
      predict: "An autoencoder squeezes each digit into ten numbers and redraws it; nothing else is trained. " +
        "Then its decoder is given ten random numbers from N(0, I) instead of a code. How many of a hundred such pictures will be clear digits?",
      options: {
        few: "Fifteen at most",
        half: "About half of them",
        most: "Most: the decoder has learnt to draw digits",
      },
      compare: "Both rows of pictures come from the same decoder: samples from noise, and reconstructions. What do they have in common, and what differs?",
    },
    prior: {
      predict: "Now the same networks as a VAE: each image gets a cloud of codes, and the KL draws these clouds towards N(0, I). " +
        "After as many steps, how many of a hundred samples will be clear digits?",
      options: {
        few: "As few as before",
        some: "Clearly more, but not most",
        most: "Most of them",
      },
      compare: "Look at the share of reconstructions that show the same digit, in both runs. What did the VAE gain, and what did it pay?",
    },
  },
  explain: {
    question: "The autoencoder's decoder can draw every digit. Why does noise from N(0, I) make it draw so few of them?",
    terms: {
      reconstruction: "It asks for one thing: each code must lead back to its image. It says nothing of where codes lie, so they spread far beyond N(0, I), " +
        "with empty places between them, where the decoder was never trained.",
      kl: "It ties the codes of all images to the one distribution that samples are drawn from. That costs something: codes overlap, and a few more images are redrawn as another digit.",
    },
    so: "A generative model says how likely each code is before any image is seen. The VAE comes nearer to that, but its codes do not quite fill N(0, I). How to fill the rest is what the lesson on holes is about.",
  },
  repair: {
    task: "This VAE has β = 0: an autoencoder with noise. Change the run until one in five samples is a clear digit, and four in five reconstructions still show the right one.",
    done: "With a higher β, which of the two shares rises, and which one falls?",
  },
} satisfies LessonTexts;
