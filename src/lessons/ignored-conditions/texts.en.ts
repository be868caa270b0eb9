import type { LessonTexts } from "../texts";

export const en = {
  title: "Asking for a digit",
  about: "Encoder and decoder are told the digit's class. Do samples show the digit that is asked for?",
  rounds: {
    free: {
      predict: "A conditional VAE: its decoder is given a code z of ten numbers and the class y. " +
        "With β = 0 the code costs nothing, and after 400 steps nearly nine in ten reconstructions will show the right digit. " +
        "Now z is drawn from N(0, I) and y is chosen: how many of a hundred samples will show the digit asked for?",
      options: {
        few: "Twenty-five at most",
        half: "About half of them",
        most: "More than seventy-five: the decoder is told, after all",
      },
      compare: "In the grid of samples a column is one class y, a row one code z. Which of the two changes the images more, and what would you see if y decided on the digit?",
    },
    narrow: {
      predict: "The same with one change: the code has two numbers instead of ten, and is still free. How many of a hundred samples will show the digit asked for?",
      options: {
        fewer: "Ten at most",
        same: "About as many as before",
        more: "Clearly more, above twenty-five",
      },
      compare: "Stay at one place of the map and go through the classes, then look along a row of samples. What does y do now that it did not do before, and what did reconstruction pay for the narrow code?",
    },
  },
  explain: {
    question: "Both decoders were told the class of every image, all through the training. Why did one of them learn so little from it?",
    terms: {
      reconstruction: "It asks for the image, and for nothing else. Ten free numbers can say which digit it is, as well as how it is written; then y tells the decoder nothing new, and heeding it gains next to nothing. " +
        "Two numbers cannot say all of it. What y says they need not say, so the decoder that heeds it draws better.",
      kl: "The price of what z says, while y is free. At β = 0 nobody pays: z says the digit, too, and noise from N(0, I) seldom lands where codes are, so that many samples are no digit at all. " +
        "At a price it pays to leave the digit to y, and codes stay near the noise.",
    },
    so: "A condition is heeded as far as the loss gains by it, not because it is an input. Look for other ways by which the network can learn the same. " +
      "In a conditional GAN somebody has to check: where D hardly notices the class beside 784 pixels, G has no reason to heed it (preset \"Why ignore the label?\").",
  },
  repair: {
    task: "The ten free numbers again, after 400 steps. Make most samples show the digit asked for, and keep reconstruction below 150 nats: change β while it trains.",
    done: "Look along a row of samples: what do its ten digits have in common? Try a β far higher: what is lost then, though the digits are right?",
  },
} satisfies LessonTexts;
