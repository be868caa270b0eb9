// @ts-check
/**
 * The first script of the single-file page: gives every file packed into it an address. It is plain JavaScript, as it is copied into the page unchanged.
 * Addresses are data URLs: a worker of a page that was opened as a file cannot fetch the page's blobs.
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
