/** Inserts lines of a test before the worker's script, and listens to the worker's messages. */
import type { BrowserContext, Page } from "@playwright/test";
import type { Message } from "../src/engine/worker/protocol";

declare global {
  interface WindowEventMap {
    /** A worker's message, dispatched before the page receives it. */
    "from-worker": CustomEvent<Message>;
  }
}

/** Runs lines before the scripts that match `files`, by default the worker's. To be called before the page is opened. */
export async function runFirstInWorker(context: BrowserContext, lines: string, files: string | RegExp = "**/assets/host-*.js"): Promise<void> {
  await context.route(files, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${lines}\n${await response.text()}` });
  });
}

/**
 * Makes the worker's clock run ten times as fast, so that it takes a snapshot of a run after one second instead of ten. Timers are
 * unchanged. To be called before the page is opened.
 */
export const hurryWorker = (context: BrowserContext): Promise<void> => runFirstInWorker(context, `{
  const now = performance.now.bind(performance);
  performance.now = () => 10 * now();
}`);

/** Dispatches workers' messages as events of the window, too. To be called before the page is opened. */
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
