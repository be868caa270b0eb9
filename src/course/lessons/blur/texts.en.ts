import type { LessonTexts } from "../texts";

export const en = {
  title: "Why VAEs blur",
  about: "VAEs are said to blur. How much of the blur comes from σ, a constant of the loss that many programs do not name?",
  rounds: {
    averaged: {
      predict: "Some programs write a VAE's loss as the squared error, averaged over the 784 pixels, plus the KL. " +
        "This is a Gaussian likelihood around the decoder's output x̂ with σ = 19.8, because 2σ² = 784. What will reconstructions look like after 300 steps?",
      options: {
        one: "All like the same blur",
        blurred: "Blurred, but each as its own digit",
        sharp: "Nearly as sharp as the digits",
      },
      compare: "Look at the reconstructions and at the samples. What do all of them have in common, and which digits can you recognise?",
    },
    summed: {
      predict: "Now half the squared error is summed over the pixels, not averaged: σ = 1. How sharp will reconstructions be after 400 steps, compared with the digits?",
      options: {
        poor: "At most 40\u00a0% as sharp: hardly sharper than before",
        middle: "Sharper, but at most 80\u00a0% as sharp",
        sharp: "Nearly as sharp as the digits",
      },
      compare: "Compare the numbers of the two rounds. Which digits are reconstructed as another one, and where in them is the blur?",
    },
    weighed: {
      predict: "Grey values lie between 0 and 1, so σ = 1 penalises errors very little. With σ = 0.3, a squared error counts eleven times as much relative to the KL. " +
        "With σ = 1 the KL came to 2 to 3 nats: draw it for σ = 0.3.",
      compare: "Where do the two curves part? Look at the reconstructions: which details do they show, and where are they still blurred?",
    },
  },
  explain: {
    question: "The three runs differ in σ. Why do reconstructions blur when σ is large, and less when it is small?",
    terms: {
      reconstruction: "For each code the decoder gives one output. The output with the least loss is the mean of all images that share this code. " +
        "With σ = 19.8 that was the mean of all digits. Cross-entropy has the same optimal output, so it blurs, too.",
      kl: "A code that fewer images share costs more nats. With σ = 1 only 2 to 3 nats paid for themselves; with σ = 0.3 about 25 did. Means over fewer images are sharper. " +
        "The KL first overshoots, and then the encoder gives up the nats that save less in reconstruction than they cost.",
      total: "Multiplied by σ², the loss is half the squared error plus σ² times the KL, up to a constant: σ² acts as a β. Averaging over 784 pixels instead means σ² = 392 instead of 1, " +
        "and no line of such a program shows this β.",
    },
    so: "If a code carries little information, the optimal output is a blur, and here σ determines how much it carries. If you do not know σ, let it be learned (likelihood “learned σ”). From 1 it falls as the decoder improves. " +
      "Squared errors of runs with different σ cannot be compared; negative log-likelihoods with their normaliser, as on this page, can. Sharp reconstructions do not guarantee good samples: see the lesson on holes.",
  },
  repair: {
    task: "This VAE has σ = 1, which cannot change during training. Sharpen its reconstructions nevertheless, but limit the KL.",
    done: "With σ = 0.3, σ² is 0.09. How does your β compare with this number, and why? What happens at β = 0?",
  },
} satisfies LessonTexts;
