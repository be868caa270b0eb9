/**
 * What a worker tells the page unasked. An event is declared here alone: what it holds, and in the table below what it is about.
 * The engine tells it, `worker/host.ts` sends it on as it is, `app/run/runFeed.ts` takes it to where it is shown.
 */
import { isAboutData, type WireError } from "./errors";
import type { Millis, Step } from "./ids";
import type { EpochId, Measured, MeasurementId } from "../measurements/registry";
import { bufferOf, type Frame } from "./pictures";
import type { BackendReport, CheckReport, DataProgress, EngineReport, HeldOut, Memory } from "./reports";
import type { Backend } from "./runConfig";
import type { Snapshot } from "./snapshot";

interface Contents {
  /** One row of `columns` values per step, steps firstStep, firstStep+1, …; never dropped. */
  losses: { readonly firstStep: Step; readonly values: Float32Array; readonly msPerStep: Millis };
  frame: { readonly frame: Frame };
  heldOut: { readonly heldOut: HeldOut };
  /** Measured unasked, after an epoch. */
  measured: { readonly measured: Measured };
  /** It could not be measured after an epoch, and is not tried again in this run, which goes on. */
  notMeasured: { readonly id: EpochId; readonly error: WireError };
  /** How far the measurement under way is, 0 to 1. */
  measuring: { readonly id: MeasurementId; readonly progress: number };
  /** About every second. A step that stands still while training means that the device stalled. */
  heartbeat: { readonly step: Step; readonly training: boolean; readonly waitingForData: boolean; readonly memory: Memory };
  data: { readonly progress: DataProgress };
  /** The run goes on on another backend. */
  device: { readonly report: BackendReport };
  /** How steps are computed from now on. */
  engine: { readonly report: EngineReport };
  /** A step was compared with the same step on another backend. */
  checked: { readonly report: CheckReport };
  /** The run is back at this step: what was told of later ones does not hold. */
  wentBack: { readonly step: Step };
  /** The steps of which the weights are kept, to be shown again; in ascending order. */
  keyframes: { readonly steps: readonly Step[] };
  /** How far the state of an earlier step is that was asked for, 0 to 1. */
  regaining: { readonly progress: number };
  /** This backend is being tried. */
  probing: { readonly backend: Backend };
  /** Taken unasked, every few seconds of training. */
  snapshot: { readonly snapshot: Snapshot };
  /** The run cannot go on by itself, or data could not be had. */
  failed: { readonly error: WireError };
}

export type EventKind = keyof Contents;
export type EventOf<K extends EventKind> = { readonly kind: K } & Contents[K];
export type Event = { [K in EventKind]: EventOf<K> }[EventKind];
export type Tell = (event: Event) => void;

interface Traits<K extends EventKind> {
  /**
   * "open run": until a run is open these are the last words of the one before it, whatever number they carry.
   * "data": they belong to the worker, so that what is said of them holds in the next run, too.
   */
  readonly about: "open run" | "run" | "data";
  /** Handed over with it, not copied: whoever tells it has no more use for them. */
  readonly buffers?: (event: EventOf<K>) => readonly ArrayBufferLike[];
}

const TRAITS: { readonly [K in EventKind]: Traits<K> } = {
  losses: { about: "open run", buffers: ({ values }) => [values.buffer] },
  frame: { about: "open run", buffers: ({ frame }) => [bufferOf(frame)] },
  heldOut: { about: "open run" },
  measured: { about: "open run" },
  notMeasured: { about: "open run" },
  measuring: { about: "open run" },
  heartbeat: { about: "run" },
  data: { about: "data" },
  device: { about: "run" },
  engine: { about: "open run" },
  checked: { about: "open run" },
  wentBack: { about: "open run" },
  keyframes: { about: "open run" },
  regaining: { about: "open run" },
  probing: { about: "run" },
  snapshot: { about: "open run" },
  failed: { about: "run" },
};

export const aboutOf = (event: Event): Traits<EventKind>["about"] =>
  (event.kind === "failed" && isAboutData(event.error) ? "data" : TRAITS[event.kind].about);

/** What is handed over when the event is sent. */
export function buffersOf(event: Event): ArrayBufferLike[] {
  const { buffers } = TRAITS[event.kind] as Traits<never>; // the table pairs each kind with its event
  return [...(buffers?.(event as never) ?? [])];
}

/** Hands each event to the listener of its kind, where there is one. */
export const hears = (listeners: { readonly [K in EventKind]?: (event: EventOf<K>) => void }): Tell =>
  (event) => (listeners[event.kind] as ((event: Event) => void) | undefined)?.(event);
