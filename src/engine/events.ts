/**
 * The events that a worker sends to the page. Each event is declared only here, with its content and, in the table below, with
 * what it is about. The engine emits it, `worker/host.ts` sends it unchanged, and `app/run/runEvents.ts` passes it to the
 * display.
 */
import { isAboutData, type WireError } from "../core/errors";
import type { Millis, Step } from "../core/run/ids";
import type { EpochId, Measured } from "../subject/measurements/registry";
import { bufferOf, type Frame } from "../core/latent/pictures";
import type { BackendReport, CheckReport, DataProgress, EngineReport, HeldOut, Memory } from "../core/run/reports";
import type { Backend } from "../core/run/runConfig";
import type { Snapshot } from "../core/run/snapshot";

interface Contents {
  /** One row of `columns` values per step, for firstStep, firstStep + 1, …; never dropped. */
  losses: { readonly firstStep: Step; readonly values: Float32Array; readonly msPerStep: Millis };
  frame: { readonly frame: Frame };
  heldOut: { readonly heldOut: HeldOut };
  /** The result of a measurement that runs after each epoch. */
  measured: { readonly measured: Measured };
  /** A measurement failed after an epoch and is not tried again in this run, which continues. */
  notMeasured: { readonly id: EpochId; readonly error: WireError };
  /**
   * Sent about every second: between steps and other work, and between the operations of eager work. If the step does not advance while training,
   * the device has stalled. `stepMs`: the time of a step, and so the time for which the worker may be silent; null: no step has ended yet. `dataFailed`: the data of the next step have failed to load.
   */
  heartbeat: { readonly step: Step; readonly training: boolean; readonly waitingForData: boolean; readonly dataFailed: boolean; readonly memory: Memory; readonly stepMs: Millis | null };
  data: { readonly progress: DataProgress };
  /** The run continues on another backend. */
  device: { readonly report: BackendReport };
  /** The way in which steps are computed from now on. */
  engine: { readonly report: EngineReport };
  /** A step was compared with the same step on another backend. */
  checked: { readonly report: CheckReport };
  /** The run is back at this step: everything reported of later ones is void. */
  wentBack: { readonly step: Step };
  /** The steps whose weights are stored for rewinding, in ascending order. */
  keyframes: { readonly steps: readonly Step[] };
  /** This backend is being tried. */
  probing: { readonly backend: Backend };
  /** A snapshot, taken every ten seconds of training, or after a step that takes longer. */
  snapshot: { readonly snapshot: Snapshot };
  /** The run cannot continue by itself, or data could not be loaded. */
  failed: { readonly error: WireError };
}

export type EventKind = keyof Contents;
export type EventOf<K extends EventKind> = { readonly kind: K } & Contents[K];
export type Event = { [K in EventKind]: EventOf<K> }[EventKind];
export type EmitEvent = (event: Event) => void;

interface Traits<K extends EventKind> {
  /**
   * "open run": until a run opens, these events belong to the previous one, whatever number they carry. "data": they belong to
   * the worker and hold for the next run, too.
   */
  readonly about: "open run" | "run" | "data";
  /** Buffers that are transferred with the event, not copied: the sender must not use them afterwards. */
  readonly buffers?: (event: EventOf<K>) => readonly ArrayBufferLike[];
}

const TRAITS: { readonly [K in EventKind]: Traits<K> } = {
  losses: { about: "open run", buffers: ({ values }) => [values.buffer] },
  frame: { about: "open run", buffers: ({ frame }) => [bufferOf(frame)] },
  heldOut: { about: "open run" },
  measured: { about: "open run" },
  notMeasured: { about: "open run" },
  heartbeat: { about: "run" },
  data: { about: "data" },
  device: { about: "run" },
  engine: { about: "open run" },
  checked: { about: "open run" },
  wentBack: { about: "open run" },
  keyframes: { about: "open run" },
  probing: { about: "run" },
  snapshot: { about: "open run" },
  failed: { about: "run" },
};

/** Returns what an event is about. */
export const aboutOf = (event: Event): Traits<EventKind>["about"] =>
  (event.kind === "failed" && isAboutData(event.error) ? "data" : TRAITS[event.kind].about);

/** Returns the buffers that are transferred when the event is sent. */
export function buffersOf(event: Event): ArrayBufferLike[] {
  const { buffers } = TRAITS[event.kind] as { readonly buffers?: (event: Event) => readonly ArrayBufferLike[] }; // the table pairs each kind with its event
  return [...(buffers?.(event) ?? [])];
}

/** Returns a function that passes each event to the listener of its kind, if there is one. */
export const dispatchTo = (listeners: { readonly [K in EventKind]?: (event: EventOf<K>) => void }): EmitEvent =>
  (event) => (listeners[event.kind] as ((event: Event) => void) | undefined)?.(event);
