/** Helper threads of a training worker: each computes parts of its steps in shared memory. */
import { help, type ThreadJob } from "step-compiler/wasm/threads/help";

/** Serves jobs from now on. */
export function serve(): void {
  self.addEventListener("message", ({ data }: MessageEvent<ThreadJob>) => {
    // Thrown in a separate task, so that the parent worker receives it as an error.
    help(data).catch((error: unknown) => void setTimeout(() => { throw error; }));
  });
}
