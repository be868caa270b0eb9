import type { LessonTexts } from "../texts";

export const en = {
  title: "Mode collapse",
  about: "The data have several modes. Do the samples cover them, and would a loss show it?",
  rounds: {
    hasty: {
      predict: "The data are eight small Gaussians on a circle, all equally likely. The generator G has five times the learning rate of the discriminator D. " +
        "At step 1,000, how many of the eight get samples?",
      options: {
        few: "One or two",
        half: "Three to six",
        all: "Seven or all eight",
      },
      compare: "Drag the handle on the loss chart's step axis slowly from step 500 to step 1,000. Where are the samples at each step, and what does the learned D output there?",
    },
    even: {
      predict: "Now both networks have the same learning rate, and at step 1,000 every one of the eight Gaussians gets samples. " +
        "In the run before, D's loss settled near 1.39 nats. Where will it be now?",
      options: {
        lower: "Clearly lower, below 1.1",
        same: "About the same",
        higher: "Clearly higher, above 1.6",
      },
      compare: "Compare the numbers of the two rounds. Which of them distinguish eight Gaussians from one, and which do not?",
    },
  },
  explain: {
    question: "D's loss was about the same with one Gaussian and with eight. How is this possible, and what draws all samples to one place?",
    terms: {
      "discriminator-total": "A D that outputs ½ everywhere has a loss of 1.39; the converse is false. With equal rates, the samples lie where the data lie, and the best D outputs about ½. " +
        "With the faster G, D is too slow: once it has learnt to reject samples here, they lie elsewhere. Two causes lead to nearly the same number.",
      generator: "G's loss is a mean over samples, which D judges one by one. No part of it asks that two samples differ. If one place fools D best, all noise is mapped there. " +
        "Once D rejects it, all samples move on together.",
    },
    so: "These losses do not count modes. Look at many samples at once, count the modes, and let D keep up from the start. " +
      "D can also see several samples together (Salimans et al. 2016), or G can look ahead (Metz et al. 2017).",
  },
  repair: {
    task: "G has five times D's learning rate again. At step 1,000 the samples wander around the ring together. Bring samples back to the Gaussians.",
    done: "The samples cover the ring again. Train on with smaller ratios D : G. At which ratio do the samples leave it, and does D's loss show when?",
  },
} satisfies LessonTexts;
