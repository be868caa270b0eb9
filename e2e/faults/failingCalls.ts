/** Counts the page's calls of browser functions, and makes one of them fail, alone or with all later ones. */
import type { Page } from "@playwright/test";

export const CALL_KINDS = ["texts", "database", "message", "worker"] as const;
export type CallKind = (typeof CALL_KINDS)[number];

export interface FailingCall {
  readonly kind: CallKind;
  /** 1 for the first call of this kind; the count continues after a reload. */
  readonly call: number;
  readonly lasts: boolean;
}

interface Counted {
  readonly calls: Readonly<Record<CallKind, number>>;
  /** A description of the call that failed. */
  readonly struck: string | null;
}

/** Makes a call of the next page fail; call it before the page is opened. The counts survive a reload in the window's name, which no call of these kinds touches. */
export const failCall = (page: Page, failing: FailingCall | null): Promise<unknown> => page.addInitScript(({ kinds, failing }) => {
  interface Name { calls: Record<string, number>; struck: string | null; healed: boolean }
  const read = (): Name => (window.name === "" ? { calls: Object.fromEntries(kinds.map((kind) => [kind, 0])), struck: null, healed: false } : JSON.parse(window.name) as Name);
  if (read().healed) return;
  const fails = (kind: string, what: string): boolean => {
    const { calls, struck, healed } = read();
    const now = calls[kind]! + 1;
    const strikes = failing?.kind === kind && !healed && (failing.lasts ? now >= failing.call : now === failing.call);
    window.name = JSON.stringify({ calls: { ...calls, [kind]: now }, struck: struck ?? (strikes ? `${kind} ${now}: ${what}` : null), healed });
    return strikes;
  };
  // The casts: each replacement passes its arguments on, whatever the overloads of the replaced method are.
  const replace = <T extends object>(of: T, name: keyof T, by: (original: (...args: unknown[]) => unknown) => (this: never, ...args: unknown[]) => unknown) => {
    of[name] = by(of[name] as never) as never;
  };
  for (const name of ["getItem", "setItem", "removeItem"] as const) {
    replace(Storage.prototype, name, (original) => function (this: never, ...args) {
      if (fails("texts", `${name} ${String(args[0])}`)) throw new DOMException("This call fails by wish.", "QuotaExceededError");
      return original.apply(this, args);
    });
  }
  const abort = (transaction: IDBTransaction) => {
    try {
      transaction.abort();
    } catch {
      // Another failing request has aborted it.
    }
  };
  for (const name of ["get", "getAll", "getAllKeys", "put", "delete", "clear"] as const) {
    replace(IDBObjectStore.prototype, name, (original) => function (this: IDBObjectStore, ...args: unknown[]) {
      const request = original.apply(this, args);
      if (fails("database", `${name} ${this.name}`)) queueMicrotask(() => abort(this.transaction)); // a failing request aborts its transaction
      return request;
    } as never);
  }
  replace(IDBFactory.prototype, "open", (original) => function (this: never, ...args) {
    if (fails("database", "open")) throw new DOMException("This call fails by wish.", "UnknownError");
    return original.apply(this, args);
  });
  replace(Worker.prototype, "postMessage", (original) => function (this: never, ...args) {
    if (fails("message", JSON.stringify(args[0], (_, value: unknown) => (ArrayBuffer.isView(value) ? "…" : value)).slice(0, 80))) {
      throw new DOMException("This call fails by wish.", "DataCloneError");
    }
    return original.apply(this, args);
  });
  const { Worker: Plain } = window;
  window.Worker = class extends Plain {
    constructor(script: string | URL, options?: WorkerOptions) {
      super(script, options);
      if (!fails("worker", String(script))) return;
      this.terminate();
      setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { message: "The script did not come, by wish." })));
    }
  };
}, { kinds: CALL_KINDS, failing });

/** Returns the counts and the failed call so far. */
export const countedCalls = (page: Page): Promise<Counted> => page.evaluate(() => JSON.parse(window.name) as Counted);

/** Stops the failures from the next load of the page on. */
export const healCalls = (page: Page): Promise<void> => page.evaluate(() => {
  window.name = JSON.stringify({ ...JSON.parse(window.name) as object, healed: true });
});
