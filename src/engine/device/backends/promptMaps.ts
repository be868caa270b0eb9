/**
 * Firefox looks every 100 ms whether a GPU has finished, and at each submission (Mozilla bug 1870699). So a result of one
 * millisecond arrives after a hundred. Empty submissions while a buffer is being mapped make it look more often.
 */
import { sleep } from "../../../core/tasks";
import { observeMappings } from "./mappings";

/** Whether this browser notices late that a buffer can be mapped. */
export const mapsLate = (userAgent: string): boolean => /\bFirefox\//.test(userAgent);

/** Milliseconds between two empty submissions: at first, and after `SOON_MS`. Browsers may lengthen them to 4 ms. */
const EVERY_MS = 1;
const LATER_EVERY_MS = 5;
const SOON_MS = 20;
/** A device that takes longer hangs, and is not submitted to any more. */
const DEADLINE_MS = 10_000;

/** Makes `mapAsync` of the device's buffers resolve promptly, also of those that TensorFlow.js creates. */
export const mapPromptly = (device: GPUDevice): void => observeMappings(device, (mapped) => void submitUntil(device, mapped));

async function submitUntil(device: GPUDevice, mapped: Promise<unknown>): Promise<void> {
  let pending = true;
  const end = () => { pending = false; };
  mapped.then(end, end);
  const start = performance.now();
  for (let ms = 0; ms < DEADLINE_MS; ms = performance.now() - start) {
    await sleep(ms < SOON_MS ? EVERY_MS : LATER_EVERY_MS);
    if (!pending) return;
    device.queue.submit([]);
  }
}
