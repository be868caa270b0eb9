/** Texts for changes of settings during a run, for the chart. */

const GREEK: Readonly<Record<string, string>> = { alpha: "α", beta: "β", eta: "η", gamma: "γ", lambda: "λ", sigma: "σ" };

/** Returns a formula's symbol as plain text for a canvas: `\eta_D/\eta_G` becomes ηD/ηG. */
export const plainSymbol = (tex: string): string =>
  tex.replace(/\\(?:tilde|mathrm|mathcal)\s*/g, "").replace(/\\([a-z]+)/g, (_, name: string) => GREEK[name] ?? name).replace(/[_{}\\\s]/g, "");
