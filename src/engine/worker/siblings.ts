/**
 * Workers beside a worker: it asks for one, the page starts it, and both end together. A worker does not start another itself,
 * because in Firefox 153 `new Worker` inside of a worker sometimes never returns while the processor is busy (in 7 of 72 visits).
 */
import type { WorkerPort } from "./rpc";

/** What a worker asks the page for. */
export interface SiblingRequest {
  readonly kind: "sibling";
  readonly name: "check" | "thread";
  /** The sibling's end of the connection between the two. */
  readonly port: MessagePort;
  /** The page's end: a message to it ends the sibling, and a message from it says in words that the sibling has failed. */
  readonly control: MessagePort;
}

/** A worker that the page starts for this one. It receives messages as soon as it runs. */
export class Sibling extends EventTarget implements WorkerPort {
  onerror: ((event: ErrorEvent) => unknown) | null = null;
  readonly #messages = new MessageChannel();
  readonly #control = new MessageChannel();

  constructor(name: SiblingRequest["name"]) {
    super();
    const [port, control] = [this.#messages.port2, this.#control.port2];
    this.#messages.port1.onmessage = ({ data }) => void this.dispatchEvent(new MessageEvent("message", { data }));
    this.#messages.port1.onmessageerror = () => void this.dispatchEvent(new MessageEvent("messageerror"));
    this.#control.port1.onmessage = ({ data: message }: MessageEvent<string>) => {
      const event = new ErrorEvent("error", { message });
      this.onerror?.(event);
      this.dispatchEvent(event);
    };
    self.postMessage({ kind: "sibling", name, port, control } satisfies SiblingRequest, { transfer: [port, control] });
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#messages.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.#control.port1.postMessage(null);
    this.#control.port1.close();
    this.#messages.port1.close();
  }
}

/** In a sibling: calls the listener with the port to the worker that asked for it, whose messages wait until it is started. */
export function onAsked(listen: (port: MessagePort) => void): void {
  self.addEventListener("message", (event) => listen((event as MessageEvent).ports[0]!), { once: true });
}

/** In the page: starts what the worker asks for, and ends it with the worker. */
export function startSiblings(worker: Worker, spawn: (name: string) => Worker): void {
  const siblings = new Set<Worker>();
  const start = ({ name, port, control }: SiblingRequest) => {
    const sibling = spawn(name);
    siblings.add(sibling);
    control.onmessage = () => {
      siblings.delete(sibling);
      sibling.terminate();
    };
    sibling.addEventListener("error", (event) => {
      event.preventDefault(); // otherwise it would be an error of the page
      control.postMessage(event.message);
    });
    sibling.postMessage({ kind: "port" }, [port]);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<{ readonly kind: string } | SiblingRequest>) => {
    if ("control" in data) start(data);
  });
  const end = worker.terminate.bind(worker);
  worker.terminate = () => {
    siblings.forEach((sibling) => sibling.terminate());
    end();
  };
}
