/** Symbols in the formulas of several models. `texts.en.ts` explains each under the same id. */
import type { FormulaSymbol } from "../../../core/model/model";

const TEX = {
  x: "x",
  y: "y",
  elbo: "\\mathcal{L}",
  "weighted-elbo": "\\mathcal{L}_\\beta",
  loss: "\\mathcal{L}",
  nat: "\\mathrm{nat}",
  z: "z",
  theta: "\\theta",
  phi: "\\phi",
  "encoder-posterior": "q_\\phi(z\\mid x)",
  "decoder-likelihood": "p_\\theta(x\\mid z)",
  prior: "\\mathcal{N}(0,I)",
  "kl-divergence": "D_{\\mathrm{KL}}",
  beta: "\\beta",
  generator: "G(z\\mid y)",
  discriminator: "D(x\\mid y)",
  "expectation-data": "\\mathbb{E}_{x}",
  "expectation-noise": "\\mathbb{E}_{z}",
  "generator-of-z": "G(z)",
  "discriminator-of-x": "D(x)",
  critic: "f",
  lambda: "\\lambda",
  given: "c",
  velocity: "v_\\psi",
  time: "t",
  psi: "\\psi",
  expectation: "\\mathbb{E}",
};

const GIVEN_BY: { readonly [Id in keyof typeof TEX]?: FormulaSymbol["givenBy"] } = {
  x: "batch", y: "batch", given: "batch", z: "draw", phi: "encoder", "encoder-posterior": "encoder", theta: "decoder", "decoder-likelihood": "decoder",
  generator: "generator", "generator-of-z": "generator", discriminator: "discriminator", "discriminator-of-x": "discriminator", critic: "critic",
};

/** Replaces `x` if data are points. */
export const POINT: FormulaSymbol = { id: "point", tex: "x", givenBy: "batch" };

/** Returns symbols: shared ones by their id, and a model's own in full: `{ id: "code", tex: "e_\\phi(x)" }`. */
export const symbols = (...wanted: readonly (keyof typeof TEX | FormulaSymbol)[]): readonly FormulaSymbol[] =>
  wanted.map((one) => (typeof one === "string" ? { id: one, tex: TEX[one], ...(GIVEN_BY[one] ? { givenBy: GIVEN_BY[one] } : {}) } : one));
