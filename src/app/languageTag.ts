/**
 * To be imported before uPlot, which makes a number format of `navigator.language` when it is imported (1.6.32). WebKitGTK
 * names the language "C" where the system's is, which is no tag that Intl takes, so that the page would stay blank.
 * Can go when uPlot asks for the format only where it is used, or asks for none.
 */
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { configurable: true, value: "en" });
}
