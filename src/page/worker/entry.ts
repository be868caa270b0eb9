/**
 * The workers' entry: loads the program for the worker's name, by default the host of a run, and passes on the messages that
 * arrived until then. Nothing may import this file: WebKit evaluates a module worker's entry again when another module of the
 * worker imports it, so that everything in it would exist twice. Code shared with the backends' chunks is therefore in the
 * programs' chunks.
 */
import { onRefusal, refusals } from "../../core/browser/refusals";
import type { Message } from "../../engine/worker/protocol";

interface Program {
  /** Listens to messages from now on. */
  serve(): void;
}

/** Programs of features, each for a worker of its own. */
const programs = import.meta.glob<Program>("../features/*/program.ts");

const early: MessageEvent[] = [];
const keep = (event: MessageEvent) => void early.push(event);
self.addEventListener("message", keep);

function load(): Promise<Program> {
  switch (self.name) {
    case "check": return import("../../engine/worker/check");
    case "machine": return import("../../engine/worker/machineHost");
    case "thread": return import("../../engine/worker/thread");
    case "":
      self.postMessage({ kind: "awake" } satisfies Message);
      onRefusal(() => {
        const { effectiveDirective, blockedURI, sample } = refusals().at(-1)!; // an event cannot be sent
        self.postMessage({ kind: "refused", refusal: { effectiveDirective, blockedURI, sample } } satisfies Message);
      });
      return import("./host");
    default: return programs[`../features/${self.name}/program.ts`]!();
  }
}

load().then(({ serve }) => {
  self.removeEventListener("message", keep);
  serve();
  early.forEach((event) => self.dispatchEvent(event));
}).catch((error: unknown) => {
  // Thrown in a separate task, so that the page receives it as an error of the worker.
  setTimeout(() => { throw error; });
});
