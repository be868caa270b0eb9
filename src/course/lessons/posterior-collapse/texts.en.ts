import type { LessonTexts } from "../texts";

export const en = {
  title: "Posterior collapse",
  about: "The KL is weighted by 40. What happens to the code, and does it recover?",
  rounds: {
    dear: {
      predict: "Training minimises reconstruction + β · KL, here with β = 40. With β = 1 the KL settles at about 5 nats. " +
        "Where will it be after 400 steps?",
      options: {
        nothing: "Near 0",
        less: "Lower than 5 nats, but clearly above 0",
        more: "Higher: a term with more weight grows",
      },
      compare: "Drag across the map, and look at samples and reconstructions. What do all these images have in common? What does the decoder still know about digits?",
    },
    back: {
      predict: "The encoder now gives almost the same code distribution, N(0, I), for every image, and the decoder ignores the code. " +
        "At step 400 β changes from 40 to 1. Draw the KL from there to step 700.",
      compare: "For how many steps does the KL stay near 0, and when does it rise fastest? What do the reconstructions look like at the end?",
    },
  },
  explain: {
    question: "With β = 40 the encoder sends no information, although a code would improve the reconstructions. Why none at all, and not just less?",
    terms: {
      reconstruction: "Without a code, the best output for every image is the mean of all digits, at about 208 nats. " +
        "A first nat of KL would save about 20 of them here: less than the 40 that it costs.",
      kl: "The KL is 0 only if q(z|x) = N(0, I) for every image. The decoder then learns to ignore the code, and the encoder gets almost no gradient. " +
        "So recovery starts slowly, and speeds up as encoder and decoder learn from each other.",
      total: "At β = 40 no code pays for itself here, so this collapse is an optimum of the loss. In our runs, training also returned to it from a model with a code. " +
        "In other settings a collapse can be a failure of optimisation. A smaller β ended it here.",
    },
    so: "Compare the cost of a nat of code with the nats that it saves. At β = 1 a code can also collapse, if the decoder does well without it. " +
      "An example is a decoder that predicts each pixel from the pixels before it.",
  },
  repair: {
    task: "After 400 steps with β = 30, the code carries no information again. Lower β, but no further than necessary, until both latent dimensions are active units.",
    done: "Train on with larger β: at which β does the second dimension become inactive, and at which the first?",
  },
} satisfies LessonTexts;
