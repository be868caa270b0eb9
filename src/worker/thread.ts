/** The workers that help the one that trains: each makes pieces of its steps, in memory that they share. */
import { help, type ThreadJob } from "../compiler/wasm/threads/help";

/** `early`: what it has been sent before. */
export function serve(early: readonly MessageEvent<ThreadJob>[]): void {
  const receive = ({ data }: MessageEvent<ThreadJob>): void => {
    // Uncaught in a task of its own, so that whoever started the worker hears of it.
    help(data).catch((error: unknown) => void setTimeout(() => { throw error; }));
  };
  early.forEach(receive);
  self.addEventListener("message", receive);
}
