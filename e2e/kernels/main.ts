/** The page of the kernel checks: `window.checkOn(backend)` runs them in a worker. */
export interface Outcome {
  /** The backend that was in use. */
  readonly backend?: string;
  readonly checks?: readonly { readonly name: string; readonly maxError: number }[];
  readonly error?: string;
}

const checkOn = (backend: string): Promise<Outcome> => new Promise((resolve) => {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const end = (outcome: Outcome) => {
    worker.terminate();
    resolve(outcome);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Outcome>) => end(data));
  worker.addEventListener("error", ({ message }) => end({ error: message || "the worker did not load" }));
  worker.postMessage(backend);
});

Object.assign(window, { checkOn });

declare global {
  interface Window {
    checkOn: typeof checkOn;
  }
}
