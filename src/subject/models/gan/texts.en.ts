import type { ModelTexts } from "../texts";

export const en = {
  name: "GAN",
  about: "A generator maps noise to samples; a discriminator learns to distinguish them from real data. " +
    "Each is trained against the other, and the generator never sees real data.",
  question: "What happens to the samples when the rate ratio D : G is 5, and when it is 0.2?",
  hyperparameters: {
    loss: {
      name: "losses",
      about: "The game of the two networks. Saturating is the original one: the gradient of its generator loss vanishes as D(G(z)) goes to 0.",
    },
    depth: { name: "hidden layers", about: "The number of hidden layers of each network. With one, the generator has the widths of a VAE's decoder, so the two can be compared." },
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
      about: "In a generative adversarial network (GAN), the generator draws from noise and never sees a digit. The discriminator sees digits and generated samples, and learns to distinguish them. " +
        "The loss of each network depends on the other.",
      question: "None of the losses falls for long, yet the digits improve. How could you tell from the curves alone that training works?",
    },
    saturating: {
      title: "When the gradient vanishes",
      about: "In the original game the generator minimises log(1 − D), which is nearly flat while the discriminator rejects all samples. " +
        "The discriminator has five times the learning rate of the generator here, so it soon does.",
      question: "Choose the non-saturating losses and train again. Both games have the same equilibrium: how does the generator's curve differ, and why?",
    },
    "mode-collapse": {
      title: "Mode collapse",
      about: "The generator has ten times the learning rate of the discriminator, and finds one image that fools it. " +
        "It draws this image for every noise vector, even when it no longer fools the discriminator: mode collapse.",
      question: "Set the rate ratio D : G to 1, press Reset and train again. How different are the samples now, and how does the generator's loss differ?",
    },
    "dropped-modes": {
      title: "Dropped modes",
      about: "The data are eight Gaussians, and the generator has five times the learning rate of the discriminator. Its samples lie in one or two Gaussians, or between them. " +
        "When the discriminator adapts, the samples move to others.",
      question: "Raise the rate ratio D : G to 1 while it trains. Which Gaussians come back, and how close is the learned D to D* = p_data/(p_data + p_model) then?",
    },
  },
} satisfies ModelTexts;
