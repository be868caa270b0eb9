import type { LessonTexts } from "../texts";

export const en = {
  title: "Mode collapse",
  about: "The data are of many kinds. Are the samples, and would a loss tell?",
  rounds: {
    hasty: {
      predict: "The data are eight small Gaussians on a circle, all equally likely. The generator G learns five times as fast as the discriminator D. " +
        "At step 1,000, how many of the eight get samples?",
      options: {
        few: "One or two",
        half: "Three to six",
        all: "Seven or all eight",
      },
      compare: "Pull the handle on the chart's axis slowly from step 500 to step 1,000. Where are the samples each time, and what does the learned D say of that place?",
    },
    even: {
      predict: "Now both learn equally fast, and at step 1,000 every one of the eight Gaussians gets its share. " +
        "In the run before, D's loss came to rest near 1.39 nats. Where will it be now?",
      options: {
        lower: "Clearly lower, below 1.1",
        same: "About the same",
        higher: "Clearly higher, above 1.6",
      },
      compare: "Put the numbers of both runs side by side. Which of them tell eight Gaussians from one, and which do not?",
    },
  },
  explain: {
    question: "With one Gaussian and with eight, D's loss was about the same. How can that be, and what draws all samples to one place?",
    terms: {
      "discriminator-total": "1.39 means that D says ½. In the even run it must nearly do so, as samples lie where the data do. In the hasty run D is too slow: by the time it has learnt that " +
        "samples here are false, they lie elsewhere, and it is back at guessing. The same number, for two reasons.",
      generator: "A mean over samples, each judged by itself: nothing in it asks that two of them differ. If D is fooled best at one place, every noise is drawn there, " +
        "and when D has learnt better, all of them move on together.",
    },
    so: "No loss counts modes. Look at many samples at once, count what comes up, and let D keep up from the beginning; or let D see several samples together (Salimans et al.), " +
      "or look ahead (Metz et al.).",
  },
  repair: {
    task: "The hasty run again: samples at one place of the ring, which wander. Change the run while it trains until the Gaussians get their samples back.",
    done: "On the ring they come back. Go on: at which D : G do they leave again, and does D's loss say when?",
  },
} satisfies LessonTexts;
