import type { ModelTexts } from "../texts";

export const en = {
  name: "CycleGAN",
  about: "Two generators learn to translate thick digits to thin ones and back, or slanted to upright, without pairs of images. " +
    "Each generator has to fool the discriminator of its target domain, and each has to undo the other.",
  question: "When does translation change the digit, and could the two discriminators notice?",
  hyperparameters: {
    domain: { name: "domain A", about: "The images of domain A: digits made thick, or slanted to the right. Domain B has the digits as people wrote them." },
    cycle: { name: "cycle weight", about: "The weight λ of the cycle term, by which each generator undoes the other. At 0 the term is left out." },
  },
  options: {
    thick: "thick",
    slanted: "slanted",
  },
  objectives: {
    "discriminators-of-domains": "Each discriminator learns to distinguish images of its domain from translated ones",
    "generators-of-cycle": "The generators learn to make images that are classified as the other domain, and to undo each other",
  },
  terms: {
    "real-of-domains": {
      name: "real images",
      about: "The squared difference of both discriminators' outputs and 1, on images of their domain: 0.25 each if they output ½.",
    },
    "made-for-domains": {
      name: "translated images",
      about: "The square of both discriminators' outputs on translated images: 0.25 each if they output ½.",
    },
    "discriminators-of-domains-total": { name: "discriminators", about: "The loss of both discriminators: 0 if they are certain and right, and 1 if they output ½." },
    "taken-for-domains": { name: "adversarial", about: "The adversarial loss of the generators. It falls as the discriminators' outputs on translated images approach 1." },
    "way-back": {
      name: "cycle",
      about: "The mean absolute difference between an image and its translation there and back, summed over A and B. Its pixels run from −1 to 1, as in the paper.",
    },
    "generators-of-cycle-total": { name: "generators, total", about: "Falls as translated images are rated as real and the generators undo each other." },
  },
  symbols: {
    "image-of-a": { name: "a", about: "An image of A, made thick or slanted: half of the batch." },
    "image-of-b": { name: "b", about: "An image of B, as a person wrote it. It is from the other half of the batch, so no a is made from it." },
    "generator-to-b": { name: "G of a and z", about: "One generator: translates an image of A to domain B; z is noise that it may use." },
    "generator-to-a": { name: "F of b", about: "The other generator: translates an image of B to domain A." },
    "discriminators-of-domains": { name: "D A and D B", about: "The discriminators of A and B, trained to output 1 for images of their domain and 0 for translated ones." },
    "mean-of-pixels": { name: "mean of differences", about: "The mean of the absolute differences of the pixels of two images." },
  },
  presets: {
    "thick-to-thin": {
      title: "Thick to thin, unpaired",
      about: "The generator gets digits made thick, and in each step other digits show how thin strokes look. " +
        "It learns to make them thinner, and more than eight of ten stay the same digit. The reason is a second generator that must restore the thick one.",
      question: "Train again with slanted images of A. What becomes of a 1 and of a 4, and which digits turn into another?",
    },
    "no-way-back": {
      title: "Without the cycle term",
      about: "With λ = 0 an image only has to be classified as real, and nothing ties it to the given one. " +
        "After 600 steps, strokes have dissolved into speckles.",
      question: "Set λ to 10, press Reset and train again. What keeps the digits recognisable now, and how large is the cycle term in either run?",
    },
  },
} satisfies ModelTexts;
