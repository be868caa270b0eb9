/**
 * The symbols that formulas use, by id. What each means is a text: `src/i18n/<language>/glossary.ts`, under the same
 * id.
 */

export const SYMBOLS = {
  "x": "x",
  "y": "y",
  "z": "z",
  "theta": "\\theta",
  "phi": "\\phi",
  "encoder-posterior": "q_\\phi(z\\mid x)",
  "decoder-likelihood": "p_\\theta(x\\mid z)",
  "prior": "\\mathcal{N}(0,I)",
  "kl-divergence": "D_{\\mathrm{KL}}",
  "beta": "\\beta",
  "generator": "G(z\\mid y)",
  "discriminator": "D(x\\mid y)",
  "expectation-data": "\\mathbb{E}_{x}",
  "expectation-noise": "\\mathbb{E}_{z}",
} as const satisfies Readonly<Record<string, string>>;

export type SymbolId = keyof typeof SYMBOLS;

export const isSymbolId = (id: string): id is SymbolId => Object.hasOwn(SYMBOLS, id);
