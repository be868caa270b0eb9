/** Helper threads of a training worker: each computes parts of its steps in shared memory. */
import { help, type ThreadJob } from "step-compiler/wasm/threads/help";
import { onAsked } from "./siblings";

/** Serves jobs from now on. */
export function serve(): void {
  onAsked((port) => {
    port.onmessage = ({ data }: MessageEvent<ThreadJob>) => {
      // Thrown in a separate task, so that the page receives it as an error.
      help(data).catch((error: unknown) => void setTimeout(() => { throw error; }));
    };
  });
}
