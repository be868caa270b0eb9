/** Between page and worker: lines of a test that run in the worker before its own, and what the worker says. */
import type { BrowserContext, Page } from "@playwright/test";
import type { Message } from "../src/worker/protocol";

declare global {
  interface WindowEventMap {
    /** A message of a worker, just before the page has it. */
    "from-worker": CustomEvent<Message>;
  }
}

/** Before the page is opened. `files`: the worker's script, unless others are meant. */
export async function runFirstInWorker(context: BrowserContext, lines: string, files: string | RegExp = "**/assets/host-*.js"): Promise<void> {
  await context.route(files, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${lines}\n${await response.text()}` });
  });
}

/**
 * The worker's clock goes ten times as fast, before the page is opened: it takes a snapshot of a run after one second, not ten.
 * Timers go on as they did.
 */
export const hurryWorker = (context: BrowserContext): Promise<void> => runFirstInWorker(context, `{
  const now = performance.now.bind(performance);
  performance.now = () => 10 * now();
}`);

/** What workers tell the page becomes events of the window, too. Before the page is opened. */
export const hearWorkers = (page: Page) => page.addInitScript(() => {
  const { Worker: Plain } = window;
  window.Worker = class extends Plain {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      this.addEventListener("message", ({ data }: MessageEvent<Message>) => {
        window.dispatchEvent(new CustomEvent("from-worker", { detail: data }));
      });
    }
  };
});
