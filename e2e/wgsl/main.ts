/**
 * The page of the shader checks, which run in a worker: `window.checkShaders(share)` runs a share of them,
 * `window.checkProducts(options)` products of random sizes, `window.checkPrograms(options)` random programs.
 */
import type { ProductOptions, ProgramOptions, ShaderRequest } from "./worker";

export interface Outcome {
  readonly checks?: readonly { readonly name: string; readonly maxError: number }[];
  readonly error?: string;
}

const inWorker = (request: ShaderRequest): Promise<Outcome> => new Promise((resolve) => {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const end = (outcome: Outcome) => {
    worker.terminate();
    resolve(outcome);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Outcome>) => end(data));
  worker.addEventListener("error", ({ message }) => end({ error: message || "the worker did not load" }));
  worker.postMessage(request);
});

const checkShaders = (share: number): Promise<Outcome> => inWorker(share);
const checkProducts = (options: ProductOptions): Promise<Outcome> => inWorker(options);
const checkPrograms = (options: ProgramOptions): Promise<Outcome> => inWorker(options);

Object.assign(window, { checkShaders, checkProducts, checkPrograms });

declare global {
  interface Window {
    checkShaders: typeof checkShaders;
    checkProducts: typeof checkProducts;
    checkPrograms: typeof checkPrograms;
  }
}
