import type { LessonTexts } from "../texts";

export const en = {
  title: "The game of two networks",
  about: "In a GAN, each network's loss depends on the other network. What do loss curves show, and what do they hide?",
  rounds: {
    both: {
      predict: "A generator G turns noise into points; a discriminator D tells them from data, eight small Gaussians on a circle. " +
        "D's loss is 2 log 2 ≈ 1.39 nats if D always outputs ½, and 0 if D is certain and right. " +
        "Draw D's loss over the first 1,000 steps.",
      compare: "Drag the handle on the step axis of the loss chart (tab “All curves”) back to about step 50. " +
        "Compare both densities there and at step 1,000. How much did the samples change, and how much did D's loss?",
    },
    still: {
      predict: "This is the same run, but from step 50 on, G learns at 1\u00a0% of its rate and D at 20\u00a0%. " +
        "So G moves slowly while D continues to learn. What will we see at step 400?",
      options: {
        stays: "D's loss stays near 1.39",
        better: "D's loss falls, and the samples approach the data",
        falls: "D's loss falls, and most samples stay far from the data",
      },
      compare: "Round 1 ended at step 1,000, this round at step 400. Compare their numbers. Which run has better samples, and does G's loss show it?",
    },
  },
  explain: {
    question: "In the first run, D's loss ended near its starting value, although the samples improved. In the second run it fell, although most samples stayed far from the data. What does D's loss measure?",
    terms: {
      "discriminator-total": "It measures D's error against the current generator. The best D is D* = p_data/(p_data + p_model); its loss is 2 log 2 − 2 JS(p_data, p_model). " +
        "This is 1.39 if the densities are equal, and near 0 if they hardly overlap. While G learns, too, it removes the differences that D has just learnt, " +
        "and the loss returns to a value between 1.3 and 1.4. With a slow G, D approaches D* and its loss falls: this shows only that D leads.",
      generator: "G's loss is −log D(G(z)): it compares samples with D's current output, never with data. So it rose in the second run while G moved slowly: D had become stricter. " +
        "The saturating form, log(1 − D(G(z))), has the same equilibrium. But its gradient is small where D confidently rejects samples, and G has most to learn there.",
    },
    so: "At the game's equilibrium D = ½ everywhere, V = −log 4, and D's loss is 1.39. The converse is false: a D that has learnt nothing can also output ½. " +
      "The losses show which network leads. The quality of samples has to be measured on samples.",
  },
  repair: {
    task: "At step 400 D leads, and G learns too slowly. Change both learning rates until the samples are where the data are. D's rate is G's rate times the rate ratio D : G.",
    done: "How did D's loss change while the samples improved? Anyone who waits for a low loss would have stopped at step 400.",
  },
} satisfies LessonTexts;
