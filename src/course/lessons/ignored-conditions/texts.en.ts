import type { LessonTexts } from "../texts";

export const en = {
  title: "Conditioning on a digit",
  about: "Encoder and decoder are conditioned on the digit's class. Do samples show this class?",
  rounds: {
    free: {
      predict: "The decoder of a conditional VAE gets a code z of ten numbers and the class y. " +
        "With β = 0 the code costs nothing, and after 400 steps about 90\u00a0% of the reconstructions will show the right digit. " +
        "With z from N(0, I) and a chosen y, how many of 100 samples will show the digit y?",
      options: {
        few: "At most 25",
        half: "About half of them",
        most: "More than 75: the decoder knows the class",
      },
      compare: "In the grid of samples, a column is one class y and a row one code z. Which of the two changes the images more? How would the grid look if y decided the digit?",
    },
    narrow: {
      predict: "This run is the same with one change: the code has two numbers instead of ten, and still costs nothing. How many of 100 samples will show the digit y?",
      options: {
        fewer: "At most 10",
        same: "About as many as before",
        more: "Clearly more, above 25",
      },
      compare: "Stay at one position on the map and choose each class in turn. Does y change the digit now? Compare the numbers of the two rounds: what did the narrow code cost?",
    },
  },
  explain: {
    question: "Both decoders got the class of every image throughout training. Why did the first one learn to use it so little?",
    terms: {
      reconstruction: "This term asks only for the image. Ten numbers that cost nothing can encode both the digit and how it is written. Then y adds almost no information, and using it gains almost nothing. " +
        "Two numbers are too few for both. So the decoder gains by using y for the digit.",
      kl: "The KL is the price of the information in z, while y is free. At β = 0 that price is 0, and z also encodes the digit. Codes from N(0, I) seldom land near codes of images, so many samples are no digit at all. " +
        "With a price on z, it pays to leave the digit to y. The codes then stay close to N(0, I).",
    },
    so: "A network uses a condition as far as this lowers its loss, not because it is an input. Look for other inputs that carry the same information. " +
      "In a conditional GAN, D has to check the class. If D hardly notices it beside 784 pixels, G has little reason to use it. The preset “When the label is ignored” shows this.",
  },
  repair: {
    task: "The code has ten numbers again, and β is 0 for the first 400 steps. Then change β until most samples show the digit y, and keep the reconstruction good.",
    done: "Look along a row of samples: what do its ten digits have in common? Try a much larger β: what is lost, although the digits are right?",
  },
} satisfies LessonTexts;
