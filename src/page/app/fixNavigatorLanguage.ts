/**
 * Replaces a language that Intl rejects. It is imported before uPlot, which makes a number format of `navigator.language` when it is
 * imported (1.6.32). If the system's language is "C", WebKitGTK reports "C", which is no valid tag for Intl, and the page would stay blank.
 * It can be removed when uPlot makes the format only on use, or makes none.
 */
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { configurable: true, value: "en" });
}
