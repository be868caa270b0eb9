/**
 * The worker's end of the protocol: takes the page's requests to the engine and the engine's events to the page. It holds
 * the one experiment that is open, and replaces its backend when that fails. Everything numerical is behind it.
 */
import judgeFile from "../metrics/judge/judge.bin?url";
import { ElboError } from "../core/errors";
import { runId, type RunId } from "../core/ids";
import { Laboratory, type LaboratoryEvents } from "../engine/run/laboratory";
import { fetchJudge } from "../engine/measurements";
import { checkerIn } from "../engine/check/checker";
import { wasmPaths } from "./wasmPaths";
import type { CommandName, Event, Frame, Message, Params, Reply, Request } from "./protocol";

const HEARTBEAT_MS = 1000;

/** The newest run the page has asked for: what concerns no run in particular is told to this one. */
let current: RunId = runId(0);

function post(message: Message, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

const tell = (run: RunId, event: Event, transfer?: Transferable[]) => post({ ...event, run }, transfer);

const laboratory = new Laboratory({
  // Built, this file lies one folder below the page.
  data: { baseUrl: new URL(import.meta.env.DEV ? import.meta.env.BASE_URL : "../", self.location.href).href },
  wasmPaths,
  // The same script, which by this name becomes `check.ts`: most of its code is here already.
  checker: () => checkerIn(() => new Worker(self.location.href, { type: "module", name: "check" })),
  judgeBytes: () => fetchJudge(judgeFile),
  onData: (progress) => tell(current, { kind: "data", progress }),
  onDataError: (error) => tell(current, { kind: "failed", error: error.toWire() }),
});

const eventsOf = (run: RunId): LaboratoryEvents => ({
  losses: (firstStep, values, msPerStep) => tell(run, { kind: "losses", firstStep, values, msPerStep }, [values.buffer]),
  frame: (frame) => tell(run, { kind: "frame", frame }, [bufferOf(frame)]),
  heldOut: (heldOut) => tell(run, { kind: "heldOut", heldOut }),
  measured: (measured) => tell(run, { kind: "measured", measured }),
  notMeasured: (id, error) => tell(run, { kind: "notMeasured", id, error: error.toWire() }),
  snapshot: (snapshot) => tell(run, { kind: "snapshot", snapshot }),
  probing: (backend) => tell(run, { kind: "probing", backend }),
  device: (report) => tell(run, { kind: "device", report }),
  engine: (report) => tell(run, { kind: "engine", report }),
  checked: (report) => tell(run, { kind: "checked", report }),
  wentBack: (step) => tell(run, { kind: "wentBack", step }),
  failed: (error) => tell(run, { kind: "failed", error: error.toWire() }),
});

function bufferOf(frame: Frame): ArrayBuffer {
  return frame.kind === "codes" ? frame.points.buffer : frame.pixels.buffer;
}

const handlers: { [C in CommandName]: (params: Params<C>, run: RunId) => Promise<Reply<C>> } = {
  open: (params, run) => {
    current = run;
    return laboratory.open({ ...params, events: eventsOf(run) });
  },
  train: ({ until }) => laboratory.train(until),
  pause: () => laboratory.pause(),
  adjust: async ({ hyperparameters }) => ({ step: laboratory.experiment.adjust(hyperparameters) }),
  decode: ({ z, class: k, dragging, given }) => laboratory.experiment.decode(z, k, dragging, given),
  encode: (wish) => laboratory.experiment.encode(wish),
  components: () => laboratory.experiment.components(),
  influence: ({ given }) => laboratory.experiment.influence(given),
  watch: async (watch) => {
    laboratory.watch(watch);
    return null;
  },
  drawn: async ({ kind, buffer }) => {
    laboratory.drawn(kind, buffer);
    return null;
  },
  evaluate: () => laboratory.experiment.evaluate(),
  measure: ({ id, settings }, run) =>
    laboratory.measure(id, settings, (progress) => tell(run, { kind: "measuring", id, progress })),
  endMeasure: async () => {
    laboratory.experiment.endMeasure();
    return null;
  },
  complete: (request, run) => laboratory.experiment.complete(request, (now) => tell(run, { kind: "completing", now })),
  endComplete: async () => {
    laboratory.experiment.endComplete();
    return null;
  },
  testImage: ({ image }) => laboratory.testImage(image),
  snapshot: () => laboratory.experiment.snapshot(),
  retryData: async () => {
    laboratory.dataset.retry();
    return null;
  },
};

/** Weights are read back for whoever asks, and are nobody else's: they are handed over, not copied. */
const buffersOf = (value: Reply<CommandName>): ArrayBuffer[] =>
  (value !== null && "tensors" in value ? Object.values(value.tensors).map(({ data }) => data.buffer as ArrayBuffer) : []);

async function handle<C extends CommandName>({ id, run, command, params }: Extract<Request, { command: C }>): Promise<void> {
  try {
    const value = await handlers[command](params as Params<C>, run);
    post({ kind: "reply", id, run, value }, buffersOf(value));
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
