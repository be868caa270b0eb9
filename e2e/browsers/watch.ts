/** A script that runs before the page's own: it records errors and the worker's answers, and finds elements by role and name. */
import type axe from "axe-core";
import type {} from "../../src/page/app/handle"; // for window.elboRoom

export interface Watched {
  /** Uncaught errors, breaches of the content policy, files that did not load, and what was written as an error. */
  readonly errors: string[];
  /** How often each request to a worker was answered. */
  readonly answers: Record<string, number>;
  /** The scripts of workers, and their names: a run's worker has none. */
  readonly workers: { readonly address: string; readonly name: string }[];
}

declare global {
  interface Window {
    axe: typeof axe;
    watched: Watched;
    /** The visible elements of a role with an accessible name. */
    named(role: string, name: string): HTMLElement[];
  }
}

/** Runs in the page, so it cannot refer to anything else in this file. */
export function watchPage(): void {
  const watched: Watched = { errors: [], answers: {}, workers: [] };
  window.watched = watched;
  const note = (text: string) => void watched.errors.push(text);

  window.addEventListener("error", (event) => {
    const { target } = event;
    if (event.message?.startsWith("ResizeObserver loop")) return; // no error: the sizes that changed meanwhile are observed in the next frame
    note(target instanceof HTMLElement ? `did not load: ${target.outerHTML}` : `uncaught: ${event.message}`);
  }, true);
  window.addEventListener("unhandledrejection", ({ reason }) => note(`unhandled: ${String(reason)}`));
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    note(`content policy: ${violatedDirective} ${blockedURI}`));
  const { error } = console;
  console.error = (...parts: unknown[]) => {
    note(parts.map(String).join(" "));
    error(...parts);
  };

  window.Worker &&= class extends Worker {
    readonly number: number;

    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      this.number = watched.workers.push({ address: String(address), name: options?.name ?? "" });
      this.addEventListener("error", (event) => note(`worker: ${event.message}`));
      this.addEventListener("message", ({ data }: MessageEvent<{ kind?: string; id?: number }>) => {
        if (data.kind === "reply" || data.kind === "error") watched.answers[`${this.number}/${data.id}`]! += 1;
      });
    }

    override postMessage(message: { id?: number; command?: string }, transfer: unknown): void {
      if (message.id !== undefined) watched.answers[`${this.number}/${message.id}`] = 0;
      super.postMessage(message, transfer as Transferable[]);
    }
  };

  window.named = (role, name) => {
    const { axe } = window;
    axe.setup(document.documentElement);
    try {
      // axe-core's types omit the functions that its rules share.
      const { aria, text } = axe.commons as unknown as {
        aria: { getRole(element: Element): string | null };
        text: { accessibleText(element: Element): string };
      };
      return [...document.querySelectorAll<HTMLElement>("body *")].filter((element) =>
        element.checkVisibility() && aria.getRole(element) === role && text.accessibleText(element) === name);
    } finally {
      axe.teardown();
    }
  };
}
