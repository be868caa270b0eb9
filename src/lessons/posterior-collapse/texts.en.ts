import type { LessonTexts } from "../texts";

export const en = {
  title: "When the code says nothing",
  about: "Posterior collapse: the KL counts forty times. What becomes of the code, and does it come back?",
  rounds: {
    dear: {
      predict: "β = 40: in the sum that training makes small, the KL counts forty times. With β = 1 it comes to rest at some 5 nats. " +
        "Where will it be after 400 steps?",
      options: {
        nothing: "At nearly nothing",
        less: "Lower than 5 nats, but clearly above 0",
        more: "Higher: what counts more, grows",
      },
      compare: "Drag through the map, and look at the samples and the reconstructions. What do all these pictures have in common, and what does the decoder still know?",
    },
    back: {
      predict: "The encoder now gives the same code for every image, and the decoder ignores it. At step 400 β goes from 40 to 1. " +
        "Draw the KL from there to step 700.",
      compare: "How long does nothing seem to happen, and when does the KL rise fastest? What do the reconstructions look like at the end?",
    },
  },
  explain: {
    question: "With β = 40 the encoder sends nothing at all, although a code would make every picture better. Why nothing, and not just less?",
    terms: {
      reconstruction: "Without a code the best single picture is the mean of all digits, at some 207 nats. A first nat of code would save about twenty of these nats: less than the forty that it costs.",
      kl: "It is 0 only where the code is the same for every image. Then the decoder learns to ignore the code, and an encoder that nobody listens to " +
        "has no reason to speak: so the way back starts slowly, and speeds up as both learn from each other.",
      total: "So the sum is smallest without any code, and a collapse is no accident of training but what was asked for. With a lower price it ends by itself.",
    },
    so: "Ask what a nat of code saves, and what it costs. The same happens at β = 1 where a decoder can do without the code: a strong one that predicts each pixel from those before.",
  },
  repair: {
    task: "The same from the beginning, with β = 30: the code says nothing again. Lower β while it trains, but no further than you must: both dimensions are to be in use, and pictures to differ.",
    done: "Go on if you like: at which β does the second dimension go, at which the first?",
  },
} satisfies LessonTexts;
