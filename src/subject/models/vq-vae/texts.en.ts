import type { ModelTexts } from "../texts";

export const en = {
  name: "VQ-VAE",
  about: "An image becomes a short row of symbols: the nearest codebook entry replaces each group of four numbers of the encoder's output. " +
    "A second network learns which symbols follow which, and draws new digits symbol by symbol.",
  question: "Move one dimension slowly with its slider: why does the image jump instead of changing smoothly?",
  hyperparameters: {
    entries: { name: "entries", about: "The number of symbols in the codebook. Each is a vector of four numbers, and replaces the outputs nearest to it." },
    commitment: { name: "commitment weight", about: "The weight of the term that keeps the encoder's outputs near their entries. At 0 they may drift away from them." },
    priorFrom: { name: "prior learns from", about: "The step from which the second network learns. Before it, symbols still change their meaning." },
  },
  objectives: {
    "vq": "Encoder and decoder reconstruct the image from its symbols; the encoder's outputs stay near their entries",
    "symbols": "A second network learns the probability of each symbol, given those before it",
  },
  terms: {
    "commitment": {
      name: "commitment",
      about: "The squared distance of the encoder's outputs and their entries. Each entry follows the mean of the outputs assigned to it.",
    },
    "vq-total": { name: "total of the autoencoder", about: "Encoder and decoder minimise reconstruction + β · commitment." },
    "symbols": { name: "−log p of symbols", about: "The negative log-likelihood of an image's symbols under the second network: their ideal code length in nats." },
  },
  symbols: {
    entry: { name: "e", about: "The entries of the codebook that are nearest to the encoder's outputs, and replace them." },
    answer: { name: "z e of x", about: "The encoder's output for an image, before each group of four numbers is replaced by the nearest entry." },
    "stopped": { name: "stop gradient", about: "The value is used, but gets no gradient from this term." },
    "commitment-weight": { name: "beta", about: "The weight of the commitment term." },
    "symbol": { name: "s i", about: "The i-th symbol of an image: the index of its entry." },
    "psi": { name: "psi", about: "The weights of the second network, which predicts symbols." },
    "prior-of-symbols": { name: "p of s i", about: "The second network: the probability of a symbol, given those before it." },
  },
  presets: {
    "row-of-symbols": {
      title: "Digits in ten symbols",
      about: "Each image is encoded as ten symbols from a codebook of 64. After two epochs, six in ten generated digits are clear, and nearly all entries of the " +
        "codebook are in use.",
      question: "Set the entries to 8 and train again: how do the reconstructions change, and how do the samples?",
    },
  },
} satisfies ModelTexts;
