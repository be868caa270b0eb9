/**
 * The symbols that formulas use, by id. What each means is a text: `src/i18n/<language>/glossary.ts`, under the same
 * id.
 */

export const SYMBOLS = {
  "x": "x",
  "y": "y",
  "elbo": "\\mathcal{L}",
  "loss": "\\mathcal{L}",
  "nat": "\\mathrm{nat}",
  "z": "z",
  "theta": "\\theta",
  "phi": "\\phi",
  "encoder-posterior": "q_\\phi(z\\mid x)",
  "decoder-likelihood": "p_\\theta(x\\mid z)",
  "decoder-mean": "\\hat x",
  "sigma": "\\sigma",
  "prior": "\\mathcal{N}(0,I)",
  "kl-divergence": "D_{\\mathrm{KL}}",
  "beta": "\\beta",
  "generator": "G(z\\mid y)",
  "discriminator": "D(x\\mid y)",
  "expectation-data": "\\mathbb{E}_{x}",
  "expectation-noise": "\\mathbb{E}_{z}",
  "code": "e_\\phi(x)",
  "posterior-given-class": "q_\\phi(z\\mid x,y)",
  "likelihood-given-class": "p_\\theta(x\\mid z,y)",
  "generator-of-z": "G(z)",
  "discriminator-of-x": "D(x)",
  "generator-of-z-y": "G(z,y)",
  "class-head": "C(y\\mid x)",
  "critic": "f",
  "between": "\\hat x",
  "lambda": "\\lambda",
  "reconstruction": "\\tilde x",
  "prior-sample": "x_p",
  "features": "D_h",
  "gamma": "\\gamma",
  "given": "c",
  "rest": "r",
  "completion": "G(c,z)",
  "discriminator-of-c-x": "D(c,x)",
} as const satisfies Readonly<Record<string, string>>;

export type SymbolId = keyof typeof SYMBOLS;

export const isSymbolId = (id: string): id is SymbolId => Object.hasOwn(SYMBOLS, id);
