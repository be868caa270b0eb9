import type { ModelTexts } from "../texts";

export const en = {
  name: "VAE",
  about: "The encoder answers with a cloud of codes for each image, and the KL term keeps these clouds near a standard normal one. " +
    "So noise from that normal can be decoded into new digits.",
  question: "What do samples and reconstructions become when you move β from 1 to 0, and to 10?",
  hyperparameters: {
    likelihood: {
      name: "likelihood",
      about: "What the decoder says of each pixel: how likely it is ink (Bernoulli), or its value give or take σ (Gaussian), set or learned.",
    },
    sigma: {
      name: "deviation",
      about: "How far pixels or points may lie from the decoder's answer at little cost. Too large, and the code goes unused. If learned: its start.",
    },
    deviation: { name: "σ of points", about: "The standard deviation of points around the decoder's answer: learned, or set." },
    pixels: {
      name: "pixels",
      about: "Grey as they are, or binary: ink or paper, drawn anew for every batch, with the grey value as the probability of ink.",
    },
  },
  options: {
    bernoulli: "Bernoulli",
    gaussian: "Gaussian",
    "gaussian-learned": "learned σ",
    learned: "learned",
    set: "set",
    grey: "grey",
    binary: "binary",
  },
  symbols: {
    "decoder-mean": { name: "x hat", about: "The decoder's answer: the mean of x, given the code z." },
    "sigma": {
      name: "sigma",
      about: "The standard deviation of x from x̂, of each of its numbers. If small, densities exceed 1, and the cost may be below 0.",
    },
  },
  presets: {
    "first-vae": {
      title: "A first VAE",
      about: "One network squeezes every digit into two numbers, another draws it again from them. " +
        "Training makes about half of the drawings readable as the same digit, and keeps the codes close to a standard normal cloud.",
      question: "Drag from the 1s to the 0s through the gap without dots. What appears where no code ever was?",
    },
    "twenty-dimensions": {
      title: "Twenty dimensions",
      about: "The same network with twenty latent numbers instead of two. " +
        "It redraws digits much more sharply, but its latent space no longer fits on one map.",
      question: "The reconstructions are sharp. Are the samples from fixed noise as good, and if not, why?",
    },
    "posterior-collapse": {
      title: "Posterior collapse",
      about: "β = 40 makes information in z forty times dearer than in the ELBO (1 nat = 1.44 bits), so the encoder soon sends none. " +
        "The KL falls to 0, and the decoder paints the same blur wherever you go.",
      question: "Lower β while it trains. At which value does the map change again, at which are there digits, and what if you raise it to 40 once more?",
    },
    holes: {
      title: "Holes in the latent space",
      about: "With β = 0 nothing ties the codes to the prior, and the encoder scatters them far beyond it. " +
        "Reconstructions are no worse than at β = 1, but noise from N(0, I) lands where no code ever was.",
      question: "Compare the samples from fixed noise with the reconstructions. Why are they so different, coming from the same decoder?",
    },
    "blurry-or-sharp": {
      title: "Blurry or sharp: σ",
      about: "Half the squared error is a Gaussian likelihood with σ = 1. As σ = 1 spans paper to ink, blur is hardly punished: " +
        "after an epoch the KL is about 4 nats; with σ = 0.3 it is about 26.",
      question: "Start again with σ = 0.3, then with 3. What becomes of the KL and of the reconstructions, and where does σ go when it is learned?",
    },
    "two-moons": {
      title: "Two moons, one number",
      about: "With one latent number the decoder's answers are a curve through the plane, and the learned σ blurs it until it covers both moons. " +
        "It stays above 0.15, though the moons' own noise is 0.07.",
      question: "Drag z: how does the point go from one moon to the other? Then set the latent size to 2 and train again: where does σ go?",
    },
  },
  earlierPresets: {
    "posterior-collapse@1": {
      about: "β = 20 makes information in z twenty times dearer than in the ELBO (1 nat = 1.44 bits), so the encoder sends little: about half a nat. " +
        "The decoder paints a few blurred shapes instead of ten digits.",
      question: "Lower β while it trains. At which value do more digits come back to the map, and what happens when you raise it again?",
    },
  },
} satisfies ModelTexts;
