/**
 * Simulates the browser's interfaces for a page and its workers, with a world's time and faults: clock, timers, storage of texts, the database,
 * locks. The database is fake-indexeddb, an implementation of the standard for tests.
 */
import { createHash } from "node:crypto";
import { cloned } from "./cloned";
import { FDBDatabase, FDBFactory, FDBObjectStore } from "./database";
import type { Thread, World } from "./world";

/** The part of the browser's interfaces that belongs to one thread. */
export interface ThreadGlobals {
  hidden: boolean;
  readonly listeners: Set<() => void>;
  /** A worker's global object, by which it communicates with the page. */
  readonly self?: object;
  /** What hears that the reader went back or forward. */
  readonly movers?: Set<() => void>;
  /** A tab's storage and its history. */
  readonly tab?: { readonly texts: Texts; readonly history: object; readonly location: object };
}

/** A storage of texts. */
export class Texts implements Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  readonly #world: World;
  readonly #texts: Map<string, string>;

  constructor(world: World, texts: Iterable<readonly [string, string]> = []) {
    this.#world = world;
    this.#texts = new Map(texts);
  }

  /** Returns a storage of its own with the same texts. */
  copy(): Texts {
    return new Texts(this.#world, this.#texts);
  }

  #call(what: string): void {
    if (this.#world.fails("texts", what)) throw new DOMException(what, "QuotaExceededError");
  }
  getItem(name: string): string | null {
    this.#call(`getItem ${name}`);
    return this.#texts.get(name) ?? null;
  }
  setItem(name: string, text: string): void {
    this.#call(`setItem ${name}`);
    this.#texts.set(name, text);
  }
  removeItem(name: string): void {
    this.#call(`removeItem ${name}`);
    this.#texts.delete(name);
  }
}

/** Web Locks, as far as the page uses them. A thread that ends releases its locks. */
class Locks {
  readonly #world: World;
  readonly #held = new Map<string, Thread>();
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(world: World) {
    this.#world = world;
  }

  request(name: string, { signal }: { readonly signal: AbortSignal }, work: () => Promise<void>): Promise<void> {
    const world = this.#world;
    const thread = world.current;
    return new Promise((resolve, reject) => {
      const grant = () => {
        if (thread.ended || signal.aborted) return this.#next(name);
        this.#held.set(name, thread);
        const letGo = () => {
          if (this.#held.get(name) !== thread) return;
          this.#held.delete(name);
          this.#next(name);
        };
        thread.onEnd.push(letGo);
        world.queue(`${thread.name} locks`, () => {
          void work().then(resolve, reject).finally(letGo);
        }, thread);
      };
      signal.addEventListener("abort", () => {
        if (this.#held.get(name) !== thread) reject(signal.reason as Error);
      });
      if (!this.#held.has(name)) return grant();
      this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), grant]);
    });
  }

  #next(name: string): void {
    this.#waiting.get(name)?.shift()?.();
  }

  query() {
    return Promise.resolve({ held: [...this.#held.keys()].map((name) => ({ name })) });
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is complete, or was aborted.
  }
}

/**
 * Counts the database's operations, which can fail. A failing one aborts its transaction, as the standard says. Returns a function that stops
 * counting. The casts: each replacement passes its arguments on, whatever the overloads of the replaced method are.
 */
function countDatabase(world: World): () => void {
  const undo: (() => void)[] = [];
  const replace = <T extends object, K extends keyof T>(of: T, name: K, by: (original: T[K]) => T[K]) => {
    const original = of[name];
    of[name] = by(original);
    undo.push(() => { of[name] = original; });
  };
  for (const name of ["get", "getAll", "getAllKeys", "put", "delete", "clear"] as const) {
    replace(FDBObjectStore.prototype, name, (original) => function (this: FDBObjectStore, ...args: unknown[]) {
      if (world.fails("database", `${name} ${this.name}`)) {
        const { transaction } = this;
        world.queue(`${world.current.name} tasks`, () => abort(transaction)); // before the request is carried out
      }
      return (original as (...args: unknown[]) => unknown).apply(this, args);
    } as never);
  }
  replace(FDBFactory.prototype, "open", (original) => function (this: FDBFactory, ...args: unknown[]) {
    if (world.fails("database", "open")) throw new DOMException("open", "UnknownError");
    return (original as (...args: unknown[]) => unknown).apply(this, args);
  } as never);
  replace(FDBDatabase.prototype, "transaction", (original) => function (this: FDBDatabase, ...args: unknown[]) {
    const { current } = world;
    if (current.ended) throw new DOMException("The page is gone.", "InvalidStateError");
    const transaction = (original as (...args: unknown[]) => FDBDatabase["transaction"] extends (...args: never[]) => infer T ? T & { _start(): void } : never).apply(this, args);
    // Another tab's transaction may have started it.
    const start = transaction._start.bind(transaction);
    transaction._start = () => {
      world.enter(current);
      start();
    };
    current.onEnd.push(() => {
      // A transaction is aborted if its page ends before it is complete.
      world.within(current, () => abort(transaction));
    });
    return transaction;
  } as never);
  return () => undo.reverse().forEach((one) => one());
}

/** Replaces the runtime's clock, timers, storage and locks by this world's. Returns a function that restores them. */
export function install(world: World, globalsOf: (thread: Thread) => ThreadGlobals): () => void {
  const before: (() => void)[] = [];
  const put = (of: object, name: string, descriptor: PropertyDescriptor) => {
    const original = Object.getOwnPropertyDescriptor(of, name);
    Object.defineProperty(of, name, { configurable: true, ...descriptor });
    before.push(() => (original ? Object.defineProperty(of, name, original) : Reflect.deleteProperty(of, name)));
  };
  const set = (name: string, value: unknown) => put(globalThis, name, { writable: true, value });
  const listeners = () => globalsOf(world.current).listeners;

  put(performance, "now", { writable: true, value: () => world.now });
  put(Date, "now", { writable: true, value: () => world.date });
  set("setTimeout", (work: () => void, ms = 0) => world.timer(work, ms));
  set("setInterval", (work: () => void, ms = 0) => world.timer(work, ms, Math.max(1, ms)));
  set("clearTimeout", (id: unknown) => world.clear(id));
  set("clearInterval", (id: unknown) => world.clear(id));
  // Only the database uses this: it continues without the page that sent a request.
  set("setImmediate", (work: () => void) => world.queue(`${world.current.name} database`, work, world.current, 0, true));
  set("requestAnimationFrame", (work: (now: number) => void) => world.timer(() => work(world.now), 16));
  put(AbortSignal, "timeout", { writable: true, value: (ms: number) => {
    const controller = new AbortController();
    world.timer(() => controller.abort(new DOMException("it took too long", "TimeoutError")), ms);
    return controller.signal;
  } });
  set("structuredClone", cloned);
  set("localStorage", new Texts(world));
  const tab = () => globalsOf(world.current).tab;
  put(globalThis, "sessionStorage", { get: () => tab()?.texts });
  put(globalThis, "history", { get: () => tab()?.history });
  put(globalThis, "location", { get: () => tab()?.location });
  set("indexedDB", new FDBFactory());
  for (const name of ["compile", "instantiate"] as const) {
    const real = WebAssembly[name] as (...args: unknown[]) => Promise<unknown>;
    put(WebAssembly, name, { writable: true, value: (...args: unknown[]) => world.awaitReal(real(...args)) });
  }
  // This digest is synchronous: the runtime's own takes real time in another thread.
  put(crypto.subtle, "digest", { writable: true, value: async (_: "SHA-256", content: ArrayBuffer | Uint8Array) => new Uint8Array(createHash("sha256").update(new Uint8Array(content)).digest()).buffer });
  put(globalThis, "self", { get: () => globalsOf(world.current).self });
  set("CSS", { supports: () => false });
  set("navigator", { languages: ["en"], hardwareConcurrency: 2, locks: new Locks(world), storage: { persist: async () => true, persisted: async () => true, estimate: async () => ({ usage: 0, quota: 1e9 }) } });
  // The only events of windows are those of the history: no tab hears of another tab's storage.
  set("addEventListener", (type: string, listener: () => void) => { if (type === "popstate") globalsOf(world.current).movers?.add(listener); });
  set("removeEventListener", (type: string, listener: () => void) => { if (type === "popstate") globalsOf(world.current).movers?.delete(listener); });
  set("document", {
    get hidden() { return globalsOf(world.current).hidden; },
    addEventListener: (_: string, listener: () => void) => listeners().add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners().delete(listener),
  });
  const uncounted = countDatabase(world);
  return () => {
    uncounted();
    before.reverse().forEach((one) => one());
  };
}
