import type { ModelTexts } from "../texts";

export const en = {
  name: "VQ-VAE",
  about: "An image becomes a short row of symbols: the encoder's answer, four numbers at a time, is replaced by the nearest entry of a codebook. " +
    "A second network learns which symbols follow which, and new digits are drawn symbol by symbol, as a language model draws words.",
  question: "Move one dimension slowly with its slider: why does the image jump instead of changing smoothly?",
  hyperparameters: {
    entries: { name: "entries", about: "How many symbols the codebook has. Each is four numbers, and stands for whatever the encoder says near it." },
    commitment: { name: "commitment weight", about: "How much it counts that the encoder's answers stay near their entries. At 0 they may run away from them." },
    priorFrom: { name: "prior learns from", about: "The step from which the second network learns. Before, symbols still change their meaning." },
  },
  objectives: {
    "vq": "The image must come back from its symbols, and the encoder's answers must stay near the entries",
    "symbols": "Learned after that: how likely each symbol is, given those before it",
  },
  terms: {
    "commitment": {
      name: "commitment",
      about: "How far the encoder's answers are from their entries, squared. Entries move on their own: to the mean of what chose them.",
    },
    "vq-total": { name: "total of the autoencoder", about: "What encoder and decoder make smaller: reconstruction + β · commitment." },
    "symbols": { name: "surprise at symbols", about: "Of the second network, at the symbols of an image: so many nats would write them down." },
  },
  symbols: {
    entry: { name: "e", about: "The entries that the encoder's answers are replaced by, each the nearest of the codebook." },
    answer: { name: "z e of x", about: "What the encoder answers to an image, before each four numbers are replaced by the nearest entry." },
    "stopped": { name: "stop gradient", about: "Read as it is, but not moved by this term." },
    "commitment-weight": { name: "beta", about: "How much the commitment counts." },
    "symbol": { name: "s i", about: "The i-th symbol of an image: which entry stands there." },
    "prior-of-symbols": { name: "p of s i", about: "The second network: how likely a symbol is after those before it." },
  },
  presets: {
    "row-of-symbols": {
      title: "Digits in ten symbols",
      about: "Each image is written with ten symbols out of 64. After two epochs six in ten drawn digits are clear, and nearly all entries of the " +
        "codebook are in use.",
      question: "Start again with 8 entries: what becomes of the reconstructions, and what of the samples?",
    },
  },
} satisfies ModelTexts;
