/** A worker for tests: a test decides when it answers, and can crash it. Not part of the page. */
import type { ErrorCode } from "../../../core/errors";
import { millis, runId, step, type RunId } from "../../../core/run/ids";
import type { CommandName, Commands, Event, Opened, Params, Reply, Request, Snapshot } from "../../../engine/worker/protocol";
import { FakePort } from "../../../engine/worker/testing";

type RequestOf<C extends CommandName> = Extract<Request, { command: C }>;

export interface FakeWorker {
  readonly port: FakePort<Commands>;
  readonly requests: readonly Request[];
  readonly terminated: boolean;
  /** The step with which it answers `adjust`. */
  step: number;
  /** The picture with which it answers `thumbnail`. */
  thumbnail: Reply<"thumbnail">["pixels"];
  /** Returns all requests of a command, oldest first. */
  requestsOf<C extends CommandName>(command: C): readonly RequestOf<C>[];
  last<C extends CommandName>(command: C): Params<C>;
  /** Answers the given request, by default the newest one of this command. */
  reply<C extends CommandName>(command: C, value: Reply<C>, request?: Request): void;
  /** From now on it answers requests of this command on `reply` only. */
  delay(command: CommandName): void;
  refuse(command: CommandName, code: ErrorCode): void;
  /** Reports the progress of the newest request of this command. */
  progress(command: CommandName, share: number): void;
  /** Returns whether the newest request of this command was cancelled. */
  wasCancelled(command: CommandName): boolean;
  emit(event: Event, run?: RunId): void;
  /** Answers `open` as usual. */
  opened(more?: Partial<Opened>): void;
  crash(): void;
}

/** Returns a worker whose `port` takes the place of a real worker's. */
export function createFakeWorker(): FakeWorker {
  let run = runId(0);
  const answered = new Set<CommandName>(["watch", "position", "holdAt", "drawn", "fetchRest", "retryData", "adoptPast"]);
  const port = new FakePort<Commands>((request) => {
    if (request.command === "open") ({ run } = request.params);
    const at = step(fake.step);
    if (request.command === "adjust") queueMicrotask(() => port.reply({ step: at }, request));
    if (request.command === "thumbnail") queueMicrotask(() => port.reply({ pixels: fake.thumbnail }, request));
    if (answered.has(request.command)) {
      queueMicrotask(() => port.reply(null, request));
    }
  });
  const fake: FakeWorker = {
    port,
    requests: port.sent,
    get terminated() { return port.ended > 0; },
    step: 0,
    thumbnail: null,
    requestsOf: <C extends CommandName>(command: C) => port.sent.filter((one): one is RequestOf<C> => one.command === command),
    last: (command) => {
      const found = fake.requestsOf(command).at(-1);
      if (!found) throw new Error(`${command} was never requested`);
      return found.params as Params<typeof command>;
    },
    reply: (command, value, request = fake.requestsOf(command).at(-1)) => port.reply(value, request),
    delay: (command) => void answered.delete(command),
    refuse: (command, code) => port.refuse(code, code, fake.requestsOf(command).at(-1)),
    progress: (command, share) => port.progress(share, fake.requestsOf(command).at(-1)),
    wasCancelled: (command) => port.cancelled.includes(fake.requestsOf(command).at(-1)?.id ?? 0),
    emit: (event, of = run) => port.emit({ ...event, run: of }),
    opened(more = {}) {
      const { config, snapshot } = fake.last("open");
      const report = { wish: config.backend, chosen: "wasm", reason: "only-one", trials: [] } as const;
      fake.reply("open", {
        backend: "wasm", engine: { mode: "eager", reason: "no-compiler", detail: "" }, step: snapshot?.step ?? step(0), parameters: 1, report, ...more,
      });
    },
    crash: () => port.fail(),
  };
  return fake;
}

/** Returns the event that reports the losses of steps from `first` on. */
export const lossRow = (first: number, ...values: number[]): Event =>
  ({ kind: "losses", firstStep: step(first), values: Float32Array.from(values), msPerStep: millis(5) });

/** Returns an empty snapshot of this step. */
export const snapshotAt = (at: number): Snapshot => ({ step: step(at), tensors: {} });
