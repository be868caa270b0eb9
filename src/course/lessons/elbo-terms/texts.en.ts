import type { LessonTexts } from "../texts";

export const en = {
  title: "The ELBO, term by term",
  about: "Training minimises a sum of two terms. What does each term do?",
  rounds: {
    kl: {
      predict: "Training minimises the sum of the reconstruction error and the KL, which is the cost of the code in nats. " +
        "At step 0 the code carries almost no information about the image. Draw the KL over the first 400 steps.",
      compare: "Where do the two curves agree, and where do they part? Look at the first 20 steps, and at the level where the KL settles.",
    },
    free: {
      predict: "At step 400 β changes from 1 to 0: the KL is still measured, but no longer counts in the loss. " +
        "What will the KL be at step 800?",
      options: {
        falls: "It falls towards 0: nothing pushes it up",
        stays: "It stays about where it is",
        grows: "It grows by at least half",
      },
      compare: "A vertical line in the loss chart marks the change of β. How much did the KL change after it, and how much the reconstruction?",
    },
  },
  explain: {
    question: "The KL is one of the two terms that training minimises. Yet training raised it from 0 and held it at about 5 nats. Why?",
    terms: {
      reconstruction: "A code that distinguishes images lets the decoder reconstruct them. In the first steps, a nat of KL saves many nats of reconstruction, so the KL rises fast.",
      kl: "The KL is the price of the code: with β = 1, each nat must save at least one nat of reconstruction. " +
        "The encoder first overshoots and then gives up the excess. The KL settles where one more nat would save just one.",
      total: "Training minimises only the weighted sum. With β = 0 the code costs nothing: the KL more than doubled here, for a few nats of reconstruction. " +
        "The codes moved away from N(0, I), from which samples are drawn.",
    },
    so: "A term of the ELBO is not a target to drive to 0. With a KL of 0, the code carries no information: the next lesson is about that.",
  },
  repair: {
    task: "After 400 steps with β = 0, the codes lie far from the prior. Make the KL small again, and keep the reconstruction nearly as good.",
    done: "With a price on the code, both conditions can be met. Try other values of β: as β grows, which term falls, and which one rises?",
  },
} satisfies LessonTexts;
