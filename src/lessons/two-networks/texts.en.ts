import type { LessonTexts } from "../texts";

export const en = {
  title: "The game of two networks",
  about: "Each of the two is the other's loss. What can be told from the curves, and what not?",
  rounds: {
    both: {
      predict: "A generator G turns noise into points; a discriminator D says of each point whether it is one of the data, eight small Gaussians on a circle. " +
        "D's loss is its error: 2 log 2, about 1.39 nats, where it can only guess, and 0 where it is always right. " +
        "Draw D's loss over the first 1,000 steps.",
      compare: "How far did the curve move after step 50, and how far did the samples? " +
        "Pull the handle on the chart's axis back to step 50, and look at both densities there and at step 1,000.",
    },
    still: {
      predict: "The same run, with one change: from step 50 on, G learns a hundred times more slowly than before, so that it all but stands still. " +
        "D goes on learning. What is to be seen at step 400?",
      options: {
        stays: "D's loss stays near 1.39",
        better: "D's loss falls, and the samples come to the data",
        falls: "D's loss falls, and the samples stay where they are",
      },
      compare: "One run ended with a D loss of about 1.3, this one lower. Which of the two has the better samples, and did G's loss tell?",
    },
  },
  explain: {
    question: "In one run D's loss ended where it had begun, though the samples improved; in the other it fell, and they did not. What is it that D's loss measures?",
    terms: {
      "discriminator-total": "D's error against this very generator. The best D there can be, D* = p/(p + q), has a loss of 2 log 2 − 2 JS(p, q): 1.39 where the samples' density q " +
        "is that of the data, p, and towards 0 where the two do not overlap. While G learns, too, it takes away what D has just learnt to see, " +
        "and the loss comes back to near 1.39. With G at rest D comes nearer to D*, and its loss falls: D was winning, nothing else.",
      generator: "−log D(G(z)): it compares samples with what D says at this step, never with a picture. So it rose in the second run, while G hardly moved: D had become stricter. " +
        "The original form, log(1 − D(G(z))), has its optimum at the same place, but is nearly flat where D is sure, that is, where G has most to learn.",
    },
    so: "At the game's end D = ½ everywhere and V = −log 4, so that D's loss is 1.39. The reverse does not hold: a D that has learnt nothing says ½, too. " +
      "A loss falls or rises with who is ahead; whether samples are good has to be measured on samples.",
  },
  repair: {
    task: "D is ahead and G stands still. Change both learning rates (D's is the D : G rate times G's) while it trains, until the samples are where the data are.",
    done: "What did D's loss do while the samples improved? Whoever reads it as an error that should fall would have stopped this run at step 400.",
  },
} satisfies LessonTexts;
