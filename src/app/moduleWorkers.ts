import { scriptUrl } from "./scriptUrl";

/**
 * Whether this browser can run the worker: as a module (one that can reads the option's `type`), and with what
 * unpacks the images (the younger of the two: Safari 16.4, Firefox 113, Chrome 80).
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
    // No address at all, so that nothing is loaded. Options are read before it is looked at.
  }
  return asked;
}
