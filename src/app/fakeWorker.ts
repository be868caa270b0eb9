/** A worker for tests: answers as the real one does, when told to, and can be lost. Not part of the page. */
import type { ErrorCode } from "../core/errors";
import { millis, runId, step, type RunId } from "../core/ids";
import type { WorkerPort } from "../worker/client";
import type { CommandName, Event, Opened, Params, Reply, Request, Snapshot } from "../worker/protocol";

type Asked<C extends CommandName> = Extract<Request, { command: C }>;

export interface FakeWorker {
  readonly port: WorkerPort;
  readonly requests: readonly Request[];
  terminated: boolean;
  /** Where it says that it is when it is adjusted. */
  step: number;
  /** All requests of a command, oldest first. */
  asked<C extends CommandName>(command: C): readonly Asked<C>[];
  last<C extends CommandName>(command: C): Params<C>;
  /** Answers the newest request of this command, or the one given. */
  reply<C extends CommandName>(command: C, value: Reply<C>, request?: Request): void;
  refuse(command: CommandName, code: ErrorCode): void;
  say(event: Event, run?: RunId): void;
  /** The usual answer to `open`. */
  opened(more?: Partial<Opened>): void;
  crash(): void;
}

export function createFakeWorker(): FakeWorker {
  const requests: Request[] = [];
  const listeners = new Map<string, (event: unknown) => void>();
  let run = runId(0);
  const post = (message: object) => listeners.get("message")?.({ data: message });
  const fake: FakeWorker = {
    requests,
    terminated: false,
    step: 0,
    port: {
      postMessage(message) {
        const request = message as Request;
        requests.push(request);
        run = request.run;
        if (request.command === "adjust") {
          const at = step(fake.step);
          queueMicrotask(() => post({ kind: "reply", id: request.id, run: request.run, value: { step: at } }));
        }
        if (["watch", "position", "holdAt", "drawn", "fetchRest", "retryData", "endMeasure", "endComplete", "endStateAt", "adoptPast"].includes(request.command)) {
          queueMicrotask(() => post({ kind: "reply", id: request.id, run: request.run, value: null }));
        }
      },
      addEventListener: (type, listener) => void listeners.set(type, listener),
      terminate() { fake.terminated = true; },
    },
    asked: <C extends CommandName>(command: C) => requests.filter((one): one is Asked<C> => one.command === command),
    last: (command) => {
      const found = fake.asked(command).at(-1);
      if (!found) throw new Error(`${command} was never asked`);
      return found.params as Params<typeof command>;
    },
    reply(command, value, request = fake.asked(command).at(-1)) {
      post({ kind: "reply", id: request!.id, run: request!.run, value });
    },
    refuse(command, code) {
      const request = fake.asked(command).at(-1)!;
      post({ kind: "error", id: request.id, run: request.run, error: { code, message: code } });
    },
    say: (event, of = run) => void post({ ...event, run: of }),
    opened(more = {}) {
      const { config, snapshot } = fake.last("open");
      const report = { wish: config.backend, chosen: "wasm", reason: "only-one", trials: [] } as const;
      fake.reply("open", {
        backend: "wasm", engine: { mode: "eager", reason: "no-compiler", detail: "" }, step: snapshot?.step ?? step(0), parameters: 1, report, ...more,
      });
    },
    crash: () => void listeners.get("error")?.({ message: "boom" }),
  };
  return fake;
}

export const lossRow = (first: number, ...values: number[]): Event =>
  ({ kind: "losses", firstStep: step(first), values: Float32Array.from(values), msPerStep: millis(5) });

export const snapshotAt = (at: number): Snapshot => ({ step: step(at), tensors: {} });
