import type { ModelTexts } from "../texts";

export const en = {
  name: "CycleGAN",
  about: "Two generators learn to make thick digits thin and thin ones thick, or slanted ones upright and back, without pairs: " +
    "no image stands beside its own translation. Each has to pass for real with the discriminator of its kind, and what one has made, the other must undo.",
  question: "Where is what it makes another digit than what it was made from, and could the two discriminators notice?",
  hyperparameters: {
    domain: { name: "images of A", about: "What is translated: digits made thick, or slanted to the right. B is always digits as people wrote them." },
    cycle: { name: "cycle weight", about: "How much it counts that one generator undoes what the other made, beside being taken for real; at 0 nothing asks for it." },
  },
  options: {
    thick: "thick",
    slanted: "slanted",
  },
  objectives: {
    "discriminators-of-domains": "Each discriminator learns to tell images of its kind from those made to pass for them",
    "generators-of-cycle": "The generators learn to have their images taken for the other kind, and to undo each other",
  },
  terms: {
    "real-of-domains": {
      name: "real images",
      about: "How far both discriminators are from 1 on images of their own kind, squared: 0.25 each is a coin toss.",
    },
    "made-for-domains": {
      name: "images made",
      about: "How far both discriminators are from 0 on images made by a generator, squared: 0.25 each is a coin toss.",
    },
    "discriminators-of-domains-total": { name: "discriminators", about: "How wrong both are: 0 when sure and right, 1 when they can only guess." },
    "taken-for-domains": { name: "taken for real", about: "Falls the more images made are taken for images of their kind." },
    "way-back": {
      name: "cycle",
      about: "How far an image is from itself after both generators: the mean over its pixels, which run from −1 to 1 here as in the paper, for A and for B.",
    },
    "generators-of-cycle-total": { name: "generators, total", about: "Falls as images made pass for real and as the generators undo each other." },
  },
  symbols: {
    "image-of-a": { name: "a", about: "An image of A, made thick or slanted: half of the batch." },
    "image-of-b": { name: "b", about: "An image of B, as somebody wrote it: the other half of the batch, so none that an a was made from." },
    "generator-to-b": { name: "G of a and z", about: "One generator: changes an image of A so that it passes for one of B; z is noise that it may use." },
    "generator-to-a": { name: "F of b", about: "The other generator: changes an image of B so that it passes for one of A." },
    "discriminators-of-domains": { name: "D A and D B", about: "The discriminators of A and of B: near 1 for what they take for real, near 0 for what they take for made." },
    "mean-of-pixels": { name: "mean of differences", about: "How far two images are apart: the mean of their pixels’ differences without a sign." },
  },
  presets: {
    "thick-to-thin": {
      title: "Thick to thin, unpaired",
      about: "The generator is given digits made thick, and in each step it is other digits that show how thin strokes look. " +
        "It learns to write them thinner, and more than eight of ten stay the same digit, because a second generator must get the thick one back.",
      question: "Train again with images of A slanted: what becomes of a 1, what of a 4, and which digits turn into another?",
    },
    "no-way-back": {
      title: "Without the way back",
      about: "With λ = 0 an image only has to pass for real, and nothing ties it to the one that was given. " +
        "Strokes dissolve into speckles, and often nearly the same smear comes out for every digit: mode collapse.",
      question: "Set λ to 10, press Reset and train again. What keeps the digits apart now, and how large is the cycle’s term in either run?",
    },
  },
} satisfies ModelTexts;
