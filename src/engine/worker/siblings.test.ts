/** Both ends of a worker that another has asked for, joined by real ports. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { onAsked, Sibling, startSiblings } from "./siblings";

/** A worker as the page sees it: what it is sent arrives at `scope`, as in its own thread. */
class FakeWorker extends EventTarget {
  readonly scope = new EventTarget();
  ended = 0;

  constructor(readonly name = "") {
    super();
  }

  postMessage(data: unknown, ports: MessagePort[]): void {
    this.scope.dispatchEvent(new MessageEvent("message", { data, ports }));
  }
  terminate(): void {
    this.ended++;
  }
  error(message: string): Event {
    const event = new ErrorEvent("error", { message, cancelable: true });
    this.dispatchEvent(event);
    return event;
  }
}

let worker: FakeWorker;
let started: FakeWorker[];

beforeEach(() => {
  vi.stubGlobal("ErrorEvent", class extends Event {
    constructor(type: string, readonly init: ErrorEventInit) {
      super(type, init);
    }
    get message() { return this.init.message; }
  });
  worker = new FakeWorker();
  started = [];
  startSiblings(worker as unknown as Worker, (name) => {
    const sibling = new FakeWorker(name);
    started.push(sibling);
    const asking = self;
    vi.stubGlobal("self", sibling.scope); // while the sibling's own script begins
    onAsked((port) => { port.onmessage = ({ data }) => port.postMessage(`echo of ${data}`); });
    vi.stubGlobal("self", asking);
    return sibling as unknown as Worker;
  });
  vi.stubGlobal("self", { postMessage: (data: unknown) => worker.dispatchEvent(new MessageEvent("message", { data })) }); // the worker's own script
});
afterEach(() => void vi.unstubAllGlobals());

const next = (sibling: Sibling, kind: string): Promise<Event> => new Promise((resolve) => sibling.addEventListener(kind, resolve, { once: true }));

it("a worker and its sibling exchange messages, beginning with those sent before it ran", async () => {
  const sibling = new Sibling("thread");
  sibling.postMessage("a job");
  expect(await next(sibling, "message")).toMatchObject({ data: "echo of a job" });
  expect(started.map(({ name }) => name)).toEqual(["thread"]);
  sibling.terminate();
});

it("the page ends a sibling when the worker asks for it", async () => {
  const sibling = new Sibling("check");
  sibling.terminate();
  await vi.waitFor(() => expect(started[0]!.ended).toBe(1));
  expect(worker.ended).toBe(0);
});

it("siblings end with their worker", () => {
  const siblings = [new Sibling("check"), new Sibling("thread")];
  worker.terminate();
  expect([worker, ...started].map(({ ended }) => ended)).toEqual([1, 1, 1]);
  siblings.forEach((sibling) => sibling.terminate());
});

it("the failure of a sibling is told to the worker, and is no error of the page", async () => {
  const sibling = new Sibling("thread");
  sibling.onerror = vi.fn();
  const failed = next(sibling, "error");
  expect(started[0]!.error("out of memory").defaultPrevented).toBe(true);
  expect(await failed).toMatchObject({ message: "out of memory" });
  expect(sibling.onerror).toHaveBeenCalledTimes(1);
  sibling.terminate();
});
