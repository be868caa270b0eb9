/** What is put into the page before its own scripts: it notes errors and the worker's answers, and finds what a name stands for. */
import type axe from "axe-core";
import type {} from "../../src/app/handle"; // for window.elboRoom

export interface Watched {
  /** Uncaught errors, breaches of the content policy, files that did not load, and what was written as an error. */
  readonly errors: string[];
  /** Of every request to a worker, how often it was answered. */
  readonly answers: Record<string, number>;
  /** What workers were loaded from. */
  readonly workers: string[];
}

declare global {
  interface Window {
    axe: typeof axe;
    watched: Watched;
    /** The elements on show of a role and with a name, as screen readers are told them. */
    named(role: string, name: string): HTMLElement[];
  }
}

/** Runs in the page, so that it sees nothing of this file. */
export function watchPage(): void {
  const watched: Watched = { errors: [], answers: {}, workers: [] };
  window.watched = watched;
  const note = (text: string) => void watched.errors.push(text);

  window.addEventListener("error", (event) => {
    const { target } = event;
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
      this.number = watched.workers.push(String(address));
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
      // axe-core's types leave out what its rules have in common.
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
