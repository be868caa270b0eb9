/**
 * Messages between the page that gives a talk and the speaker's window, over a BroadcastChannel named by the talk's id. Every message is
 * validated; invalid ones and those of other versions are ignored.
 */
import * as v from "valibot";
import { PIXELS } from "../../../core/run/runConfig";
import { wellFormed } from "../../../core/wellFormed";
import { LANGUAGES } from "../../../core/language";
import { TILES } from "./packedPicture";
import { MAX_MOMENTS } from "./talkFile";

const VERSION = 1;

const text = v.pipe(v.string(), v.maxLength(10_000), v.transform(wellFormed));
/** Images, 784 bytes for each: as many as a moment's picture has. */
const picture = v.pipe(v.instance(Uint8Array<ArrayBufferLike>), v.check(({ length }) => Object.values(TILES).some((tiles) => length === tiles * PIXELS)));
/** The most losses of a status. A program may have more, and the window has no room for them. */
export const MAX_LOSSES = 50;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970. */
const moment = v.pipe(v.number(), v.finite());

const toSpeaker = v.union([
  /** The talk, sent at its start and on request. */
  v.strictObject({
    version: v.literal(VERSION), kind: v.literal("talk"), title: text, language: v.picklist(LANGUAGES), dark: v.boolean(),
    moments: v.pipe(v.array(v.strictObject({
      title: text, question: v.nullable(text), note: text, step: v.nullable(count), picture: v.nullable(picture),
      /** An address beside the page. */
      presetPicture: v.nullable(v.pipe(text, v.regex(/^trained\/[\w@-]+\.png$/))),
    })), v.maxLength(MAX_MOMENTS)),
  }),
  /** The position in the talk and the run's status. `ahead`: the next moment has been trained; `aheadPicture`: its picture then. */
  v.strictObject({
    version: v.literal(VERSION), kind: v.literal("now"), at: count, began: moment, momentBegan: moment, blank: v.boolean(), ahead: v.boolean(), aheadPicture: v.nullable(picture), recorded: v.boolean(),
    phase: text, step: count, losses: v.pipe(v.array(v.strictObject({ name: text, value: v.nullable(v.number()) })), v.maxLength(MAX_LOSSES)),
    /** [784] bytes, the decoded image; null: none. */
    picture: v.nullable(v.pipe(v.instance(Uint8Array<ArrayBufferLike>), v.length(PIXELS))),
  }),
  v.strictObject({ version: v.literal(VERSION), kind: v.literal("end") }),
]);

const toTalk = v.union([
  /** The window has opened and requests everything. */
  v.strictObject({ version: v.literal(VERSION), kind: v.literal("hello") }),
  v.strictObject({ version: v.literal(VERSION), kind: v.literal("go"), to: count }),
  v.strictObject({ version: v.literal(VERSION), kind: v.picklist(["blank", "again"]) }),
]);

type Unversioned<T> = T extends unknown ? Omit<T, "version"> : never;
export type ToSpeaker = Unversioned<v.InferOutput<typeof toSpeaker>>;
export type ToTalk = Unversioned<v.InferOutput<typeof toTalk>>;

/** Returns a valid message; null: it is of another version or invalid. */
type Reader<T> = (message: unknown) => T | null;

const readerOf = <S extends v.GenericSchema>(schema: S): Reader<v.InferOutput<S>> => (message) => {
  const parsed = v.safeParse(schema, message);
  return parsed.success ? parsed.output : null;
};
/** Validates messages to the speaker's window. */
export const readForSpeaker: Reader<ToSpeaker> = readerOf(toSpeaker);
/** Validates messages to the page that gives the talk. */
export const readForTalk: Reader<ToTalk> = readerOf(toTalk);

/** One end of the channel. */
export interface Channel<Sent> {
  send(message: Sent): void;
  close(): void;
}

/** Returns a channel between the windows of the page. Null: the browser has none, or refuses it, as Firefox does where all cookies are blocked. */
function newChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

/** Returns whether two windows of the page can exchange messages. */
export function canExchange(): boolean {
  const channel = newChannel("elbo-room.talk");
  channel?.close();
  return channel !== null;
}

/** Opens one end of the channel. An end does not receive its own messages. Where `canExchange` is false, it receives none. */
function openChannel<Received, Sent extends object>(id: string, read: Reader<Received>, receive: (message: Received) => void): Channel<Sent> {
  const channel = newChannel(`elbo-room.talk.${id}`);
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = read(data);
      if (message !== null) receive(message);
    };
  }
  return { send: (message) => channel?.postMessage({ version: VERSION, ...message }), close: () => channel?.close() };
}

/** Opens the end of the speaker's window. */
export const speakerChannel = (id: string, receive: (message: ToSpeaker) => void): Channel<ToTalk> => openChannel(id, readForSpeaker, receive);
/** Opens the end of the page that gives the talk. */
export const talkChannel = (id: string, receive: (message: ToTalk) => void): Channel<ToSpeaker> => openChannel(id, readForTalk, receive);
