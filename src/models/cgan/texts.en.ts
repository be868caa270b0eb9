import type { ModelTexts } from "../texts";

export const en = {
  name: "Conditional GAN",
  about: "A GAN in which both networks are told the class. " +
    "The generator has to draw the digit that was asked for, as the discriminator knows what that was.",
  question: "Which classes come out right first, and which are mixed up longest?",
  hyperparameters: {
    condition: {
      name: "conditioning",
      about: "How the discriminator learns which class was asked for: as an inner product, or joined to the pixels.",
    },
  },
  options: {
    projection: "projection",
    concat: "concat",
  },
  presets: {
    "first-cgan": {
      title: "A first conditional GAN",
      about: "The generator draws the digit you ask for out of noise; the discriminator judges whether it is real and of that class. " +
        "The generator never sees a real digit: all it learns, it learns from that judgement.",
      question: "Keep the noise and change the class, then keep the class and draw new noise. What stays the same each time?",
    },
    "ignores-its-label": {
      title: "Why ignore the label?",
      about: "Many tutorials join the class to the discriminator's input: ten numbers beside 784 pixels, too faint to matter. " +
        "After half a minute there are shapes like digits, but every column looks alike: asking for a 3 changes almost nothing.",
      question: "Train for a minute, then set conditioning to projection and train again. What does the discriminator gain from the label now?",
    },
    "strong-discriminator": {
      title: "Too strong a discriminator",
      about: "The discriminator learns twenty times as fast as the generator and is soon hard to fool. " +
        "Its losses add up to far less than the 1.39 nats of guessing, the generator's stays high, and what it paints is static, whatever class you ask for.",
      question: "Lower the D : G rate while it trains. How far must it fall before the generator catches up?",
    },
  },
  earlierPresets: {
    "ignores-its-label@1": {
      about: "Many tutorials join the class to the discriminator's input: ten numbers beside 784 pixels, too faint to matter. " +
        "After eight epochs every column still looks alike: asking for a 3 changes nothing.",
      question: "Set conditioning to projection and train again for a minute. What does the discriminator gain from the label now?",
    },
  },
} satisfies ModelTexts;
