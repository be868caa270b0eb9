/**
 * Messages between the page that gives a talk and the speaker's window, over a BroadcastChannel named by the talk's id. Every message is
 * validated; invalid ones and those of other versions are ignored.
 */
import * as v from "valibot";
import { PIXELS } from "../../core/run/runConfig";
import { wellFormed } from "../../core/wellFormed";
import { MAX_MOMENTS } from "./talkFile";

const VERSION = 1;

const text = v.pipe(v.string(), v.maxLength(10_000), v.transform(wellFormed));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970. */
const moment = v.pipe(v.number(), v.finite());

const toSpeaker = v.union([
  /** The talk, sent at its start and on request. */
  v.strictObject({
    version: v.literal(VERSION), kind: v.literal("talk"), title: text, language: v.picklist(["en", "zh-CN"]), dark: v.boolean(),
    moments: v.pipe(v.array(v.strictObject({ title: text, note: text, step: v.nullable(count) })), v.maxLength(MAX_MOMENTS)),
  }),
  /** The position in the talk and the run's status. `ahead`: the next moment has been trained. */
  v.strictObject({
    version: v.literal(VERSION), kind: v.literal("now"), at: count, began: moment, momentBegan: moment, blank: v.boolean(), ahead: v.boolean(), recorded: v.boolean(),
    phase: text, step: count, losses: v.pipe(v.array(v.strictObject({ name: text, value: v.nullable(v.number()) })), v.maxLength(50)),
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
type Ear<T> = (message: unknown) => T | null;

const ear = <S extends v.GenericSchema>(schema: S): Ear<v.InferOutput<S>> => (message) => {
  const parsed = v.safeParse(schema, message);
  return parsed.success ? parsed.output : null;
};
export const heardBySpeaker: Ear<ToSpeaker> = ear(toSpeaker);
export const heardByTalk: Ear<ToTalk> = ear(toTalk);

/** One end of the channel. */
export interface Wire<Told> {
  tell(message: Told): void;
  close(): void;
}

/** Opens one end of the channel. An end does not receive its own messages. */
function openWire<Heard, Told extends object>(id: string, heard: Ear<Heard>, hear: (message: Heard) => void): Wire<Told> {
  const channel = new BroadcastChannel(`elbo-room.talk.${id}`);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = heard(data);
    if (message !== null) hear(message);
  };
  return { tell: (message) => channel.postMessage({ version: VERSION, ...message }), close: () => channel.close() };
}

/** Opens the end of the speaker's window. */
export const wireOfSpeaker = (id: string, hear: (message: ToSpeaker) => void): Wire<ToTalk> => openWire(id, heardBySpeaker, hear);
/** Opens the end of the page that gives the talk. */
export const wireOfTalk = (id: string, hear: (message: ToTalk) => void): Wire<ToSpeaker> => openWire(id, heardByTalk, hear);
