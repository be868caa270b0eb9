/** A worker for tests, which records received messages and sends messages on demand. Not part of the page. */
import { ElboError, type ErrorCode } from "../../core/errors";
import type { Cancel, RequestOf, Table, WorkerPort } from "./rpc";

interface Numbered {
  readonly id: number;
}

export class FakePort<C extends Table<C>> implements WorkerPort {
  readonly sent: RequestOf<C>[] = [];
  /** The ids of requests that were cancelled. */
  readonly cancelled: number[] = [];
  /** The number of buffers that were transferred with the newest message. */
  transferred = 0;
  /** How often `terminate` was called. */
  ended = 0;
  readonly #listeners = new Map<string, (event: unknown) => void>();
  readonly #onSent: (request: RequestOf<C>) => void;

  constructor(onSent: (request: RequestOf<C>) => void = () => undefined) {
    this.#onSent = onSent;
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    if ((message as Partial<Cancel>).kind === "cancel") return void this.cancelled.push((message as Cancel).id);
    const request = message as RequestOf<C>;
    this.sent.push(request);
    this.transferred = transfer.length;
    this.#onSent(request);
  }
  addEventListener(type: string, listener: (event: unknown) => void): void {
    this.#listeners.set(type, listener);
  }
  terminate(): void {
    this.ended++;
  }

  emit(message: object): void {
    this.#listeners.get("message")?.({ data: message });
  }
  /** Answers the newest request, or the one given. */
  reply(value: unknown, request: Numbered = this.sent.at(-1)!): void {
    this.emit({ kind: "reply", id: request.id, value });
  }
  refuse(code: ErrorCode, message: string, request: Numbered = this.sent.at(-1)!): void {
    this.emit({ kind: "error", id: request.id, error: new ElboError(code, message).toWire() });
  }
  progress(share: number, request: Numbered = this.sent.at(-1)!): void {
    this.emit({ kind: "progress", id: request.id, share });
  }
  fail(type: "error" | "messageerror" = "error", message = "boom"): void {
    this.#listeners.get(type)?.({ message });
  }
}
