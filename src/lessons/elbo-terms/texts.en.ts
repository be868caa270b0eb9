import type { LessonTexts } from "../texts";

export const en = {
  title: "The ELBO, term by term",
  about: "Training makes a sum of two numbers small. What do the two do?",
  rounds: {
    kl: {
      predict: "Training makes the sum of two costs small: how badly the image is redrawn (reconstruction), and how much the code says about it (the KL, in nats). " +
        "At step 0 the code says nothing. Draw what the KL does in the first 400 steps.",
      compare: "Where do the two curves agree, and where do they part? Look at the first 20 steps, and at where the KL comes to rest.",
    },
    free: {
      predict: "At step 400 β goes from 1 to 0: the KL is still measured, but costs nothing any more. " +
        "What will the KL be at step 800?",
      options: {
        falls: "It falls towards 0: nobody works on it",
        stays: "It stays about where it is",
        grows: "It grows to at least half as much again",
      },
      compare: "All curves are in the chart, the run with β = 1 up to the line. How much did the KL change in these 400 steps, how much the reconstruction?",
    },
  },
  explain: {
    question: "The KL is one of the two costs, and yet training raised it from 0 and held it at some 5 nats. Why?",
    terms: {
      reconstruction: "A code that tells images apart lets the decoder redraw them. In the first steps each nat of code saves many nats here, so the KL leaps up.",
      kl: "This is the price of the code, one for one. Once a further nat of code saves less than a nat of reconstruction it is not worth buying: " +
        "the encoder gives back what it had bought too much of, and stays where price and saving are equal.",
      total: "Only the sum is made small. With β = 0 the price is gone: the KL more than doubles, for a few nats of reconstruction, " +
        "and the codes leave the place from which N(0, I) draws samples.",
    },
    so: "A term of the ELBO is not a target to be driven to 0. A KL of 0 would mean a code that says nothing: the next lesson is about that.",
  },
  repair: {
    task: "β is 0 now, and the codes lie far from the prior. Change the run while it trains until the KL is small again and the images are redrawn nearly as well as now.",
    done: "A price brings the two together. Try other values of β: which term pays, and from where on does it pay too much?",
  },
} satisfies LessonTexts;
