/** A tab of a world: the page's session without its panels, with real workers. */
import { siteStorage } from "../../../../core/browser/browserTexts";
import { createShownRun, type ShownRun } from "../../../state/shownRuns";
import type { State } from "../../../state/store";
import { serve as serveData } from "../../../features/ownData/program";
import { serveRuns } from "../../../../engine/worker/host";
import { runFeatureCommand } from "../../../worker/features";
import type { WorkerPort } from "../../../../engine/worker/rpc";
import { wasmPaths } from "../../../../engine/testing";
import { createSession, type LiveSession } from "../../session";
import { restoreMark } from "../../address";
import { createBackendMemory } from "../../backendMemory";
import { Texts, type ThreadGlobals } from "./browser";
import type { Shards } from "./shards";
import type { Thread, World } from "./world";

/** An entry of the browser's history. */
export interface Entry {
  readonly fragment: string;
  readonly mark: number | null;
}

/** What a browser remembers of a tab: it outlives the page, a closed tab is opened with it again, and a duplicate gets a copy. */
export interface Visit {
  readonly entries: readonly Entry[];
  /** The index of the current entry. */
  readonly shown: number;
  readonly texts: Texts;
}

export interface Tab extends ShownRun {
  readonly session: LiveSession;
  readonly thread: Thread;
  readonly state: () => State;
  /** Returns every loss that the page has, by step and column. */
  losses(): Map<number, readonly number[]>;
  /** The current entry of the history. */
  readonly entry: Entry;
  /** Returns what the browser remembers of the tab now. */
  visit(): Visit;
  /** Goes back (-1) or forward (1) in the history. Returns false if there is no entry. */
  go(by: number): boolean;
  /** Hides the tab behind another one, or shows it again. */
  hide(hidden: boolean): void;
  /** Closes the tab as a browser does: it hides it, and then ends it with its workers. */
  close(): void;
  /** Ends the tab without hiding it, as if its process was killed. */
  kill(): void;
}

/** Milliseconds of virtual time of a task on the page. */
const PAGE_TASK = 0.2;
/** Milliseconds of virtual time of a task in a worker, which trains for 4 ms in each. */
const WORKER_TASK = 4;

/** Starts a worker of this tab. Messages are structured clones in both directions, as in a browser. */
function startWorker(world: World, globals: Map<Thread, ThreadGlobals>, tab: Thread, shards: Shards, kind: string, name: string): WorkerPort {
  const thread = world.thread(name, WORKER_TASK);
  const listeners = new Map<string, (event: unknown) => void>();
  tab.onEnd.push(() => world.end(thread));
  const toPage = (kind: string, event: unknown) => world.queue(`${name} to page`, () => {
    if (thread.ended) return;
    world.onMessage?.(event);
    listeners.get(kind)?.(event);
  }, tab);
  thread.onError = (error) => toPage("error", { message: String(error) });
  const sent = (message: unknown, transfer: Transferable[], from: string): unknown => {
    if (world.fails("message", from)) throw new DOMException("The message could not be cloned.", "DataCloneError");
    return structuredClone(message, { transfer: transfer as never }); // Node's type of what can be transferred is not the browser's
  };
  let receive: (event: { readonly data: unknown }) => void = () => undefined;
  const self = {
    postMessage: (message: { readonly kind: string }, { transfer }: { readonly transfer: Transferable[] }) =>
      toPage("message", { data: sent(message, transfer, `${name}: ${message.kind}`) }),
    addEventListener: (_: string, listener: typeof receive) => { receive = listener; },
  };
  globals.set(thread, { hidden: false, listeners: new Set(), self });
  if (world.fails("worker", name)) toPage("error", {}); // the error event of a script that cannot be loaded has no message
  else world.queue(`page to ${name}`, () => {
    if (kind === "ownData") serveData();
    else serveRuns({ data: { baseUrl: "file:///", fetchShard: shards(world) }, wasmPaths, judgeBytes: () => Promise.reject(new Error("no judge here")) }, runFeatureCommand);
  }, thread);
  return {
    postMessage(message, transfer) {
      world.onMessage?.(message);
      const data = sent(message, transfer, `page: ${named(message)}`);
      world.queue(`page to ${name}`, () => receive({ data }), thread);
    },
    addEventListener: (type, listener) => void listeners.set(type, listener),
    terminate: () => world.end(thread),
  };
}

const named = (request: unknown): string => (typeof request === "object" && request !== null ? String(new Map(Object.entries(request)).get("command")) : "");

let tabs = 0;

/** Opens the page at an entry of a new tab, or again in a tab that was open, as main.tsx does. */
export async function openTab(world: World, globals: Map<Thread, ThreadGlobals>, shards: Shards, at: Entry | Visit): Promise<Tab> {
  const thread = world.thread(`tab ${++tabs}`, PAGE_TASK);
  const again = "entries" in at;
  const texts = again ? at.texts.copy() : new Texts(world);
  const entries = again ? [...at.entries] : [at];
  let shown = again ? at.shown : 0;
  const entry = () => entries[shown]!;
  const hash = () => (entry().fragment === "" ? "" : `#${entry().fragment}`);
  const movers = new Set<() => void>();
  const entryOf = (state: { readonly mark: number } | null, url = `#${entry().fragment}`): Entry => ({ fragment: url.slice(1), mark: state?.mark ?? null });
  const around: ThreadGlobals = {
    hidden: false, listeners: new Set(), movers,
    tab: {
      texts,
      location: {
        get hash() { return hash(); },
        get href() { return `https://room.example/${hash()}`; },
      },
      history: {
        get state() { return entry().mark === null ? null : { mark: entry().mark }; },
        replaceState(state: { readonly mark: number } | null, _: string, url?: string) { entries[shown] = entryOf(state, url); },
        pushState(state: { readonly mark: number } | null, _: string, url?: string) { entries.splice(++shown, Infinity, entryOf(state, url)); },
      },
    },
  };
  globals.set(thread, around);
  if (again) world.within(thread, restoreMark);
  const hide = (hidden: boolean) => {
    around.hidden = hidden;
    around.listeners.forEach((listen) => listen());
  };
  const { store, series, frames } = createShownRun();
  let workers = 0;
  const session = world.within(thread, () => createSession({
    store, series, frames, keeps: true,
    spawn: (kind) => startWorker(world, globals, thread, shards, kind, `${thread.name} ${kind} ${++workers}`),
    memory: createBackendMemory(siteStorage),
  }));
  await new Promise<void>((resolve) => {
    world.queue(`${thread.name} events`, () => void session.recall().then(() => {
      void session.start().then(() => session.fetchRest()).catch(() => undefined);
      resolve();
    }), thread);
  });
  return {
    session, thread, store, series, frames,
    state: () => store.getState(),
    losses() {
      const { columns, length, firstStep } = series;
      const values = columns.map((column) => series.values(column));
      return new Map(Array.from({ length }, (_, i) => [firstStep + i, values.map((all) => all[i]!)]));
    },
    get entry() { return entry(); },
    visit: () => ({ entries: [...entries], shown, texts: texts.copy() }),
    go(by) {
      if (!entries[shown + by]) return false;
      shown += by;
      world.queue(`${thread.name} events`, () => movers.forEach((listen) => listen()), thread);
      return true;
    },
    hide: (hidden) => world.queue(`${thread.name} events`, () => hide(hidden), thread),
    close() {
      world.within(thread, () => hide(true));
      world.end(thread);
    },
    kill: () => world.end(thread),
  };
}
