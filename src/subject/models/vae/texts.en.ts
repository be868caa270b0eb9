import type { ModelTexts } from "../texts";

export const en = {
  name: "VAE",
  about: "The encoder maps each input to a Gaussian over latent codes, which the KL term pulls to the prior N(0, I). " +
    "Codes drawn from the prior can then be decoded into new samples.",
  question: "How do samples and reconstructions change when you move β from 1 to 0, and to 10?",
  hyperparameters: {
    likelihood: {
      name: "likelihood",
      about: "The distribution of a pixel, given z: Bernoulli (ink or paper), or Gaussian with a fixed or learned σ. On grey pixels, the Bernoulli cross-entropy is not a normalised likelihood.",
    },
    sigma: {
      name: "standard deviation",
      about: "The standard deviation σ of x around the decoder's output. A larger σ gives the reconstruction less weight. If σ is learned, it starts here.",
    },
    deviation: { name: "σ of points", about: "The standard deviation of points around the decoder's output: learned, or fixed." },
    pixels: {
      name: "pixels",
      about: "Grey pixels keep their values. Binary pixels are resampled for every batch: 1 with a probability equal to the grey value, else 0.",
    },
  },
  options: {
    bernoulli: "Bernoulli",
    gaussian: "Gaussian",
    "gaussian-learned": "learned σ",
    learned: "learned",
    set: "fixed",
    grey: "grey",
    binary: "binary",
  },
  symbols: {
    "decoder-mean": { name: "x hat", about: "The decoder's output: the mean of x, given the code z." },
    "sigma": {
      name: "sigma",
      about: "The standard deviation of each number of x around x̂. If it is small, densities exceed 1, and the loss may be below 0.",
    },
  },
  presets: {
    "first-vae": {
      title: "A first VAE",
      about: "In a variational autoencoder (VAE), an encoder maps each digit to a Gaussian over two numbers, and a decoder reconstructs the digit from a draw. " +
        "After training, about half of the reconstructions show the same digit, and the codes spread 1.3 times as wide as the prior.",
      question: "Drag from the 1s to the 0s through the gap without dots. What does the decoder draw there?",
    },
    "twenty-dimensions": {
      title: "Twenty dimensions",
      about: "The same network has twenty latent dimensions instead of two. " +
        "It reconstructs digits much more sharply, but its latent space no longer fits on one map.",
      question: "The reconstructions are sharp. Are the samples from the prior as good, and if not, why?",
    },
    "posterior-collapse": {
      title: "Posterior collapse",
      about: "β = 40 weights the KL 40 times as heavily as the ELBO does, so the code soon carries no information. " +
        "The KL falls to 0 nats (1 nat = 1.44 bits), and the decoder draws the same blur for every code.",
      question: "Lower β while it trains. At which value does the map change again, and at which do digits appear? What happens when you raise β to 40 again?",
    },
    holes: {
      title: "Holes in the latent space",
      about: "With β = 0 nothing pulls the codes to the prior, and the encoder scatters them far beyond it. " +
        "Reconstructions are no worse than at β = 1, but draws from N(0, I) often lie where no image was encoded.",
      question: "Compare the samples from N(0, I) with the reconstructions. Why do they differ so much, although one decoder draws both?",
    },
    "blurry-or-sharp": {
      title: "Blurry or sharp: σ",
      about: "Half the squared error is, up to a constant, a Gaussian negative log-likelihood with σ = 1, which hardly penalises blur. " +
        "After an epoch the KL is about 4 nats; with σ = 0.3 it is about 29.",
      question: "Set σ to 0.3 and train again, then to 3. How do the KL and the reconstructions change, and which value does a learned σ approach?",
    },
    "two-moons": {
      title: "Two moons, one number",
      about: "With one latent dimension, the decoder's means form a curve, and the learned σ spreads it over both moons. " +
        "It stays above 0.15, although the noise of the moons is 0.07.",
      question: "Drag z: how does the point go from one moon to the other? Then set the latent size to 2 and train again: which value does σ approach?",
    },
  },
  earlierPresets: {
    "posterior-collapse@1": {
      about: "β = 20 weights the KL 20 times as heavily as the ELBO does. The encoder sends little: about half a nat (1 nat = 1.44 bits). " +
        "The decoder draws a few blurred shapes instead of ten digits.",
      question: "Lower β while it trains. At which value do more digits come back to the map, and what happens when you raise it again?",
    },
  },
} satisfies ModelTexts;
