/**
 * Types of the element <elbo-room> and of the messages between a page and the ELBO Room that stands in a frame of it. Published beside the
 * page, with elbo-room.js; what all of it means: docs/embedding.md.
 */

/** What `info` resolves to; docs/scripting.md has what else is in it. */
export interface ElboRoomInfo {
  readonly version: string;
  readonly model: string;
  /** "first-vae@1"; null for an experiment that started from a model's defaults. */
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
  /** Loss column → its mean. */
  readonly values: Readonly<Record<string, number>>;
}

/** What a page may ask of the frame. Each promise rejects with an Error that has a `code`. Any of them does what Start does, first. */
export interface ElboRoomCommands {
  /** As if the reader had pressed Start. */
  start(): Promise<null>;
  info(): Promise<ElboRoomInfo>;
  /** Another experiment, in the same panels unless its link says others. */
  open(fragment: string): Promise<ElboRoomInfo>;
  /** Without steps: until it is paused. Resolves when training stops. */
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
  /** Loss column → its value at this step. */
  readonly values: Readonly<Record<string, number>>;
}

/** By the names of events; an element's are CustomEvents with these as `detail`. */
export interface ElboRoomEvents {
  /** The frame listens: it shows its title and Start. */
  readonly ready: { readonly version: string };
  /** Of what stands in the frame, in CSS pixels. The element follows it by itself. */
  readonly height: { readonly height: number };
  readonly status: ElboRoomStatus;
  /** Four times a second at most: the newest ones. */
  readonly losses: ElboRoomLosses;
}

/** From a page to its frame. `elboRoom` is the version of these messages; the reply has the same `id`. */
export type ElboRoomCommand =
  /** Answered with the version; from then on the page is told `status` and `losses`. Starts nothing. */
  | { readonly elboRoom: 1; readonly id: number; readonly command: "hello" }
  | { readonly elboRoom: 1; readonly id: number; readonly command: "start" | "info" | "pause" | "reset" | "losses" | "evaluate" }
  | { readonly elboRoom: 1; readonly id: number; readonly command: "open"; readonly fragment: string }
  | { readonly elboRoom: 1; readonly id: number; readonly command: "train"; readonly steps?: number | undefined }
  | { readonly elboRoom: 1; readonly id: number; readonly command: "decode"; readonly z: readonly number[]; readonly k?: number | undefined };

/**
 * "foreign-origin": the frame's link names another page, or none, as the one that may command; "bad-message": no command of the above
 * shape; else a code of docs/scripting.md.
 */
export interface ElboRoomError {
  readonly code: string;
  readonly message: string;
}

/** From a frame to its page. */
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
