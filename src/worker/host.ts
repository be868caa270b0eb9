/**
 * The worker's end of the protocol: takes the page's requests to the engine and the engine's events to the page. It holds
 * the one experiment that is open, and replaces its backend when that fails. Everything numerical is behind it.
 */
import judgeFile from "../metrics/judge/judge.bin?url";
import { ElboError } from "../core/errors";
import { buffersOf } from "../core/events";
import { runId, type RunId } from "../core/ids";
import type {} from "../core/packedFiles";
import { Laboratory } from "../engine/run/laboratory";
import { fetchJudge } from "../engine/measurements";
import { checkerIn } from "../engine/check/checker";
import { startThreadsBy } from "../engine/trainer/stepper/threads";
import { ownWorker } from "./ownWorker";
import { wasmPaths } from "./wasmPaths";
import type { CommandName, Event, Message, Params, Reply, Request } from "./protocol";

const HEARTBEAT_MS = 1000;

/** The newest run the page has asked for: what concerns no run in particular is told to this one. */
let current: RunId = runId(0);

function post(message: Message, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

const tell = (run: RunId, event: Event) => post({ ...event, run }, buffersOf(event));

startThreadsBy(() => ownWorker("thread"));

const laboratory = new Laboratory({
  // Built, this file lies one folder below the page, or within it.
  data: { baseUrl: globalThis.packedFiles ? "" : new URL(import.meta.env.DEV ? import.meta.env.BASE_URL : "../", self.location.href).href },
  wasmPaths,
  checker: () => checkerIn(() => ownWorker("check")),
  judgeBytes: () => fetchJudge(judgeFile),
  tell: (event) => tell(current, event),
});

/** Where a command's reply is null, nothing need be returned. */
type Handler<C extends CommandName> = (params: Params<C>, run: RunId) => Promise<Reply<C>> | (null extends Reply<C> ? void : never);

const handlers: { [C in CommandName]: Handler<C> } = {
  open: (params, run) => {
    current = run;
    return laboratory.open({ ...params, run, tell: (event) => tell(run, event) });
  },
  train: ({ until }) => laboratory.train(until),
  pause: () => laboratory.pause(),
  holdAt: ({ step }) => laboratory.experiment.holdAt(step),
  adjust: async ({ hyperparameters }) => ({ step: laboratory.experiment.adjust(hyperparameters) }),
  decode: ({ z, class: k, given }) => laboratory.experiment.decode(z, k, given),
  encode: (wish) => laboratory.experiment.encode(wish),
  components: () => laboratory.experiment.components(),
  influence: ({ given }) => laboratory.experiment.influence(given),
  watch: (watch) => laboratory.watch(watch),
  position: (position) => laboratory.moveTo(position),
  rewind: async ({ to }) => ({ step: laboratory.experiment.rewind(to) }),
  drawn: ({ kind, buffer }) => laboratory.drawn(kind, buffer),
  evaluate: () => laboratory.experiment.evaluate(),
  measure: ({ id, settings }) => laboratory.experiment.measure(id, settings),
  endMeasure: () => laboratory.experiment.endMeasure(),
  complete: (request) => laboratory.experiment.complete(request),
  endComplete: () => laboratory.experiment.endComplete(),
  testImage: ({ image }) => laboratory.testImage(image),
  snapshot: () => laboratory.experiment.snapshot(),
  past: async (wish) => laboratory.experiment.past.news(wish),
  adoptPast: (past) => laboratory.experiment.adoptPast(past),
  stateAt: ({ step }) => laboratory.experiment.stateAt(step),
  endStateAt: () => laboratory.experiment.endStateAt(),
  fetchRest: () => laboratory.fetchRest().then(() => null),
  retryData: () => laboratory.retryData(),
};

/** Weights are read back for whoever asks, and are nobody else's: they are handed over, not copied. */
const weightsOf = (value: Reply<CommandName>): ArrayBuffer[] =>
  (value !== null && "tensors" in value ? Object.values(value.tensors).map(({ data }) => data.buffer as ArrayBuffer) : []);

async function handle<C extends CommandName>({ id, run, command, params }: Extract<Request, { command: C }>): Promise<void> {
  try {
    const value = (await handlers[command](params as Params<C>, run)) ?? null;
    post({ kind: "reply", id, run, value }, weightsOf(value));
  } catch (error) {
    post({ kind: "error", id, run, error: ElboError.of(error).toWire() });
  }
}

/** Answers the page from now on. `early`: what it has sent before. */
export function serve(early: readonly MessageEvent<Request>[]): void {
  const receive = ({ data }: MessageEvent<Request>) => void handle(data);
  early.forEach(receive);
  self.addEventListener("message", receive);
  setInterval(() => tell(current, { kind: "heartbeat", ...laboratory.pulse() }), HEARTBEAT_MS);
}
