import { scriptUrl } from "./scriptUrl";

/**
 * Returns whether this browser can run the worker. It needs workers that are modules (a browser that has them reads the option's `type`), and
 * DecompressionStream, which unpacks the images (the newer of the two: Safari 16.4, Firefox 113, Chrome 80).
 */
export function canRunWorker(): boolean {
  if (typeof Worker === "undefined" || typeof DecompressionStream === "undefined") return false;
  let asked = false;
  const options: WorkerOptions = {
    get type(): WorkerType {
      asked = true;
      return "module";
    },
  };
  try {
    new Worker(scriptUrl("https://["), options).terminate();
  } catch {
    // The address is invalid, so nothing is loaded. Browsers read the options before they parse the address.
  }
  return asked;
}
