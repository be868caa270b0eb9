import type { ModelTexts } from "../texts";

export const en = {
  name: "Conditional GAN",
  about: "Both networks of this GAN are conditioned on the class. " +
    "The discriminator knows the conditioning class, so it can reject a digit of another class.",
  question: "Which classes come out right first, and which are confused longest?",
  hyperparameters: {
    condition: {
      name: "conditioning",
      about: "The input of the class to the discriminator: an inner product (projection), or joined to the pixels (concat).",
    },
  },
  options: {
    projection: "projection",
    concat: "concat",
  },
  presets: {
    "first-cgan": {
      title: "A first conditional GAN",
      about: "The generator draws a digit of a chosen class from noise; the discriminator judges whether it is real and of that class. " +
        "The generator never sees a real digit: it learns from the discriminator alone.",
      question: "Keep the noise and change the class, then keep the class and draw new noise. What stays the same each time?",
    },
    "ignores-its-label": {
      title: "When the label is ignored",
      about: "Some tutorials join the class to the discriminator's input: ten numbers beside 784 pixels, which have little effect here. " +
        "After some 350 steps there are shapes like digits, but all columns look alike: the chosen class changes almost nothing.",
      question: "Train for a minute, then set conditioning to projection and train again. What does the discriminator gain from the label now?",
    },
    "strong-discriminator": {
      title: "Too strong a discriminator",
      about: "The discriminator has twenty times the learning rate of the generator and is soon hard to fool. " +
        "Its losses add up to far less than 1.39 nats, the value of guessing. The generator's loss stays high, and its samples look like static in every class.",
      question: "Lower the rate ratio D : G while it trains. How far must it fall before the generator catches up?",
    },
  },
  earlierPresets: {
    "ignores-its-label@1": {
      about: "Some tutorials join the class to the discriminator's input: ten numbers beside 784 pixels, which have little effect here. " +
        "After eight epochs all columns still look alike: the chosen class changes nothing.",
      question: "Set conditioning to projection and train again for a minute. What does the discriminator gain from the label now?",
    },
  },
} satisfies ModelTexts;
