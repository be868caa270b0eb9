import { scriptUrl } from "./scriptUrl";

/**
 * Returns whether workers can be started. The worker needs workers that are modules (a browser that has them reads the option's `type`), and
 * DecompressionStream, which unpacks the images (the newer of the two: Safari 16.4, Firefox 113, Chrome 80). "refused": the browser has all that, and a policy or
 * an extension forbids workers.
 */
export function workersHere(): "usable" | "too old" | "refused" {
  if (typeof Worker === "undefined" || typeof DecompressionStream === "undefined") return "too old";
  let asked = false;
  const options: WorkerOptions = {
    get type(): WorkerType {
      asked = true;
      return "module";
    },
  };
  try {
    new Worker(scriptUrl("https://["), options).terminate();
  } catch (error) {
    // The address is invalid, so nothing is loaded. Browsers read the options before they parse the address.
    if (!asked && !String(error).startsWith("SyntaxError")) return "refused";
  }
  return asked ? "usable" : "too old";
}
