/** The workers that help the one that trains: each makes pieces of its steps, in memory that they share. */
import { help, type ThreadJob } from "../compiler/wasm/threads/help";

/** Listens to messages from now on. */
export function serve(): void {
  self.addEventListener("message", ({ data }: MessageEvent<ThreadJob>) => {
    // Uncaught in a task of its own, so that whoever started the worker hears of it.
    help(data).catch((error: unknown) => void setTimeout(() => { throw error; }));
  });
}
