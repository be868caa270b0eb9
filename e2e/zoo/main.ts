/**
 * The page of the zoo: `window.trainOn(backend, mode, name, options)` trains a model in a worker that is used until the
 * backend changes.
 */
import type { ModelTrial, StepMode, TrialRequest, TrialOptions } from "./worker";

export type Outcome = ModelTrial | { readonly error: string };

let current: { readonly backend: string; readonly worker: Worker } | undefined;

const trainOn = (
  backend: string, mode: StepMode, name: string, options: TrialOptions = {},
): Promise<Outcome> => new Promise((resolve) => {
  if (current?.backend !== backend) {
    current?.worker.terminate();
    current = { backend, worker: new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }) };
  }
  const { worker } = current;
  worker.onmessage = ({ data }: MessageEvent<Outcome>) => resolve(data);
  worker.onerror = ({ message }) => resolve({ error: message || "the worker did not load" });
  worker.postMessage({ backend, mode, name, options } satisfies TrialRequest);
});

Object.assign(window, { trainOn });

declare global {
  interface Window {
    trainOn: typeof trainOn;
  }
}
