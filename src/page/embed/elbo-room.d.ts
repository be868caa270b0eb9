/**
 * Types of the element <elbo-room> and of the messages between a page and the ELBO Room in its frame. Published beside the page, with
 * elbo-room.js; docs/embedding.md explains them.
 */

/** The result of `info`; docs/scripting.md describes its other fields. */
export interface ElboRoomInfo {
  readonly version: string;
  readonly model: string;
  /** "first-vae@2"; null for an experiment that starts from a model's defaults. */
  readonly preset: string | null;
  readonly seed: number;
  readonly hyperparameters: Readonly<Record<string, number | string>>;
  readonly backend: string | null;
  readonly phase: ElboRoomPhase;
  readonly step: number;
  readonly stop: number | null;
  /** Keys of `losses`. */
  readonly columns: readonly string[];
  readonly z: readonly number[];
  readonly class: number;
  /** The experiment's link, without #. */
  readonly fragment: string;
}

export type ElboRoomPhase = "opening" | "ready" | "training" | "paused" | "finished" | "failed";

export interface ElboRoomOutcome {
  readonly step: number;
  /** "reached", "paused", "finished" or "superseded". */
  readonly reason: string;
}

export interface ElboRoomHeldOut {
  readonly step: number;
  readonly images: number;
  /** Loss column → mean. */
  readonly values: Readonly<Record<string, number>>;
  /** −ELBO in nats per image, whatever β is; absent for models without an ELBO. */
  readonly negativeElbo?: number;
}

/** What a page can request from the frame. Each promise rejects with an Error that has a `code`. Any request first does what Start does. */
export interface ElboRoomCommands {
  /** Does what Start does. */
  start(): Promise<null>;
  info(): Promise<ElboRoomInfo>;
  /** Opens another experiment, in the same panels unless its link names others. */
  open(fragment: string): Promise<ElboRoomInfo>;
  /** Without `steps`, trains until paused. Resolves when training stops. */
  train(options?: { readonly steps?: number }): Promise<ElboRoomOutcome>;
  pause(): Promise<{ readonly step: number }>;
  reset(): Promise<ElboRoomInfo>;
  /** Loss column → [step, value] of every step so far. */
  losses(): Promise<Readonly<Record<string, readonly (readonly [step: number, value: number])[]>>>;
  /** 784 pixels, 0 to 1. `k`: the class, in conditional models. */
  decode(z: readonly number[], k?: number): Promise<Float32Array>;
  evaluate(): Promise<ElboRoomHeldOut>;
}

export interface ElboRoomStatus {
  readonly phase: ElboRoomPhase;
  readonly step: number;
  readonly stop: number | null;
  readonly backend: string | null;
  readonly msPerStep: number | null;
}

export interface ElboRoomLosses {
  readonly step: number;
  /** Loss column → value at this step. */
  readonly values: Readonly<Record<string, number>>;
}

/** Events by name; those of the element are CustomEvents with these types as `detail`. */
export interface ElboRoomEvents {
  /** The frame listens to commands and shows its title and Start. */
  readonly ready: { readonly version: string };
  /** The height of the frame's content in CSS pixels. The element adjusts to it by itself. */
  readonly height: { readonly height: number };
  readonly status: ElboRoomStatus;
  /** The newest losses, at most four times a second. */
  readonly losses: ElboRoomLosses;
}

/** Messages from a page to its frame. `elboRoom` is their version; the reply has the same `id`. */
export type ElboRoomCommand =
  /** Replied to with the version; from then on the page receives `status` and `losses`. Starts nothing. */
  | { readonly elboRoom: 1; readonly id: number; readonly command: "hello" }
  | { readonly elboRoom: 1; readonly id: number; readonly command: "start" | "info" | "pause" | "reset" | "losses" | "evaluate" }
  | { readonly elboRoom: 1; readonly id: number; readonly command: "open"; readonly fragment: string }
  | { readonly elboRoom: 1; readonly id: number; readonly command: "train"; readonly steps?: number | undefined }
  | { readonly elboRoom: 1; readonly id: number; readonly command: "decode"; readonly z: readonly number[]; readonly k?: number | undefined };

/**
 * "foreign-origin": the frame's link allows commands from another page, or from none; "bad-message": not a command of the above form;
 * otherwise a code of docs/scripting.md.
 */
export interface ElboRoomError {
  readonly code: string;
  readonly message: string;
}

/** Messages from a frame to its page. */
export type ElboRoomMessage =
  | { readonly elboRoom: 1; readonly id: number; readonly value: unknown }
  | { readonly elboRoom: 1; readonly id: number; readonly error: ElboRoomError }
  | { [Event in keyof ElboRoomEvents]: { readonly elboRoom: 1; readonly event: Event } & ElboRoomEvents[Event] }[keyof ElboRoomEvents];

/** <elbo-room>: attributes page, link, preset, model, panels, title, text, lock, without, lang, theme. */
export interface ElboRoomElement extends HTMLElement, ElboRoomCommands {}

declare global {
  interface HTMLElementTagNameMap {
    "elbo-room": ElboRoomElement;
  }
}
