/** The page of the shader checks: `window.checkShaders()` runs them in a worker of their own. */
export interface Outcome {
  readonly checks?: readonly { readonly name: string; readonly maxError: number }[];
  readonly error?: string;
}

const checkShaders = (): Promise<Outcome> => new Promise((resolve) => {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const end = (outcome: Outcome) => {
    worker.terminate();
    resolve(outcome);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Outcome>) => end(data));
  worker.addEventListener("error", ({ message }) => end({ error: message || "the worker did not load" }));
  worker.postMessage("check");
});

Object.assign(window, { checkShaders });

declare global {
  interface Window {
    checkShaders: typeof checkShaders;
  }
}
