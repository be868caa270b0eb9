import type { LessonTexts } from "../texts";

export const en = {
  title: "Where blur comes from",
  about: "VAEs are said to blur. How much of that is a number in the loss that programs seldom mention?",
  rounds: {
    averaged: {
      predict: "Many programs write a VAE's loss as the squared error, averaged over the 784 pixels, plus the KL. " +
        "As a likelihood this is a Gaussian around the decoder's answer x̂ with σ = 19.8, as 2σ² = 784. What will digits look like when they are redrawn after 300 steps?",
      options: {
        one: "All like one and the same blur",
        blurred: "Blurred, but each as its own digit",
        sharp: "Nearly as sharp as the digits",
      },
      compare: "Look at the reconstructions and at the samples. What is alike in all of them, and which digits can you make out?",
    },
    summed: {
      predict: "Now half the squared error is summed over the pixels, not averaged: σ = 1, and all else is the same. How sharp will the reconstructions be, beside the digits?",
      options: {
        poor: "Two fifths as sharp at most: hardly sharper than before",
        middle: "More, but four fifths at most",
        sharp: "Nearly as sharp as the digits",
      },
      compare: "Compare the numbers with those of the run before. Which digits are redrawn as another one, and where in them is the blur?",
    },
    weighed: {
      predict: "Grey values lie between 0 and 1, so σ = 1 forgives nearly everything. With σ = 0.3 a squared error counts eleven times as much beside the KL. " +
        "With σ = 1 the KL came to two or three nats: draw it for σ = 0.3.",
      compare: "Where do the two curves part? Look at the reconstructions, too: what is in them that was not there with σ = 1?",
    },
  },
  explain: {
    question: "Only σ was different. Why do the reconstructions blur when σ is large, and less when it is small?",
    terms: {
      reconstruction: "For each code the decoder draws one picture, and the one that costs least is the mean of all images that share this code. " +
        "With σ = 19.8 that was the mean of all digits. Cross-entropy has the same best picture: it blurs, too.",
      kl: "A code that leaves fewer images to share it costs nats. With σ = 1 two or three of them were worth their price, with σ = 0.3 some 25: the means are of fewer images, and sharper.",
      total: "Times σ², the loss is half the squared error plus σ² times the KL: σ² is a β. Averaging over the pixels in place of a sum makes that β 784 times as large, and no line of the program says so.",
    },
    so: "Blur is what the likelihood asks for when a code says little, and σ says how much it may say. Where you cannot name σ, let it be learned (likelihood: learned σ): begun at 1, it falls as the decoder gets better. " +
      "Losses of different σ cannot be compared as they stand. And sharp reconstructions promise nothing of samples: holes are about that.",
  },
  repair: {
    task: "This VAE has σ = 1, which cannot change while it trains. Sharpen it all the same, but do not let the code grow without end.",
    done: "With σ = 0.3, σ² is 0.09. At which β did you arrive, and why is it near that? What happens at β = 0?",
  },
} satisfies LessonTexts;
