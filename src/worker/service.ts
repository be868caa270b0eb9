/**
 * What a run's worker answers: takes the page's requests to the engine and the engine's events to the page. It holds the one
 * experiment that is open, and replaces its backend when that fails. Everything numerical is behind it; where messages come
 * from and go to, and where its files are, is `host.ts`'s business.
 */
import { ElboError } from "../core/errors";
import { buffersOf, type Tell } from "../core/events";
import { runId, type RunId } from "../core/ids";
import { Laboratory, type LaboratoryOptions } from "../engine/run/laboratory";
import type { CommandName, Event, Message, Params, Reply, Request } from "./protocol";
import { sendingAll } from "./sendingAll";

/** Where a command's reply is null, nothing need be returned. */
type Handler<C extends CommandName> = (params: Params<C>, run: RunId) => Promise<Reply<C>> | (null extends Reply<C> ? void : never);

/** Weights are read back for whoever asks, and are nobody else's: they are handed over, not copied. */
const weightsOf = (value: Reply<CommandName>): ArrayBuffer[] =>
  (value !== null && "tensors" in value ? Object.values(value.tensors).map(({ data }) => data.buffer as ArrayBuffer) : []);

export interface ServiceParts extends Omit<LaboratoryOptions, "tell"> {
  /** Sends a message to the page. The buffers are transferred. */
  readonly post: (message: Message, transfer: Transferable[]) => void;
}

export interface Service {
  /** Replies by a message. Never rejects. */
  handle(request: Request): Promise<void>;
  /** Tells the page that this thread runs, and how far the run is. */
  beat(): void;
}

export function createService({ post: send, ...options }: ServiceParts): Service {
  const post = sendingAll(send);
  /** The newest run that the page has asked for: events that belong to no run in particular carry its number. */
  let current: RunId = runId(0);
  const tell = (run: RunId, event: Event) => post({ ...event, run }, buffersOf(event));
  const toCurrent: Tell = (event) => tell(current, event);
  const laboratory = new Laboratory({ ...options, tell: toCurrent });

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

  async function handle<C extends CommandName>({ id, run, command, params }: Extract<Request, { command: C }>): Promise<void> {
    try {
      const value = (await handlers[command](params as Params<C>, run)) ?? null;
      post({ kind: "reply", id, run, value }, weightsOf(value));
    } catch (error) {
      post({ kind: "error", id, run, error: ElboError.of(error).toWire() }, []);
    }
  }

  return {
    handle,
    beat: () => tell(current, { kind: "heartbeat", ...laboratory.pulse() }),
  };
}
