import type { ModelTexts } from "../texts";

export const en = {
  name: "GAN",
  about: "A generator turns noise into images; a discriminator learns to tell them from real ones. " +
    "Each is trained against the other, and the generator never sees a real digit.",
  question: "What happens to the samples when the discriminator learns five times as fast, and when it learns five times as slowly?",
  hyperparameters: {
    loss: {
      name: "losses",
      about: "Which game the two play. Saturating: the original, whose slope vanishes when the discriminator wins.",
    },
    depth: { name: "hidden layers", about: "Of each network. With one, the generator has the widths of a VAE's decoder, so the two can be compared." },
  },
  options: {
    two: "two",
    one: "one",
    "non-saturating": "non-saturating",
    saturating: "saturating",
    "least-squares": "least squares",
  },
  presets: {
    "first-gan": {
      title: "A first GAN",
      about: "The generator paints from noise and never sees a digit; the discriminator sees digits and paintings and learns to tell them apart. " +
        "Each is the other's loss function.",
      question: "None of the losses falls for long, yet the digits improve. How could you tell from the curves alone that it works?",
    },
    saturating: {
      title: "When the slope vanishes",
      about: "The original game: the generator minimises log(1 − D), which is nearly flat while the discriminator is sure. " +
        "The discriminator learns five times as fast here, so it is soon sure.",
      question: "Choose the non-saturating losses and train again. The optimum is the same: what does the generator's curve do differently, and why?",
    },
    "mode-collapse": {
      title: "Mode collapse",
      about: "The generator learns ten times as fast as the discriminator, and finds one picture that fools it best. " +
        "It paints that picture for every noise, and stays with it when it no longer fools anybody: mode collapse.",
      question: "Set the D : G rate to 1, press Reset and train again. How different are the samples now, and what does the generator's loss do differently?",
    },
    "dropped-modes": {
      title: "Dropped modes",
      about: "The data are eight Gaussians, and the generator learns five times as fast as the discriminator: it puts its samples into one or two of them, or between. " +
        "The discriminator follows, and the generator moves on to others.",
      question: "Raise D : G to 1 while it trains. Which Gaussians come back, and how near is the learned D to D* then?",
    },
  },
} satisfies ModelTexts;
