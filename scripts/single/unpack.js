// @ts-check
/**
 * The first script of the page that is one file: gives every file packed into it an address. Plain JavaScript, as it stands in the page as it is.
 * Addresses hold the content itself: a worker of a page that was opened as a file may fetch nothing that the page keeps for it.
 */
(() => {
  /** @type {Record<string, string>} */
  const addresses = {};
  for (const element of document.querySelectorAll("script[data-file]")) {
    addresses[element.getAttribute("data-file") ?? ""] = `data:application/octet-stream;base64,${element.textContent}`;
    element.remove();
  }
  const worker = document.querySelector("script[data-worker]");
  const script = new Blob([`globalThis.packedFiles = ${JSON.stringify(addresses)};\n`, worker?.textContent ?? ""], { type: "text/javascript" });
  worker?.remove();
  Object.assign(globalThis, { packedFiles: addresses, packedWorker: URL.createObjectURL(script) });
})();
