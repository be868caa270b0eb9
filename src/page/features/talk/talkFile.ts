/**
 * Talks as files (`*.talk.json`) and, if short, in a link: `talk=…`, the same content in fewer letters, deflated (RFC 1951) and in base64url
 * (RFC 4648 §5). Both may come from anywhere: invalid input is refused with a reason, and nothing is guessed. The links of moments are not
 * validated here: every link opens, and one with unknown names is retained unchanged.
 */
import * as v from "valibot";
import { fromLetters, joinBytes, toLetters } from "../../../core/bytes";
import { MAX_STEP } from "../../../core/run/ids";
import { parseStrictly } from "../../state/checkpoint/json";
import { MAX_CHARACTERS } from "../../state/urlCodec";
import { isPacked } from "./packedPicture";
import { PANELS, RECORDED_FIGURES, type Moment, type Talk } from "./talk";

export const FORMAT = "elbo-room-talk";
export const VERSION = 1;
/** Twice the size of recordings of 50 moments, in bytes. */
export const MAX_BYTES = 64 * 1024 * 1024;
export const MAX_MOMENTS = 200;
const MAX_TITLE = 200;
const MAX_NOTE = 5000;
/** The longest id of a loss column, in characters. Programs name their columns by variables and keys, which can be nearly as long as a link. */
const MAX_COLUMN = MAX_CHARACTERS;
/** The longest encoding in a link, in characters: mail programs and messengers pass this on unbroken. */
export const MAX_LINKED = 4000;
/** The limit of the inflated size in bytes. Deflate can compress a thousandfold, but the page's own talks are never compressed that much. */
const MAX_INFLATED = 256 * 1024;

/** Why a talk is refused. */
export type TalkReason = "unreadable" | "too-large" | "not-json" | "not-ours" | "version" | "contents" | "damaged-link" | "empty";

/** Thrown if a talk is refused. */
export class TalkError extends Error {
  /** `detail`: the version that the file names, or the path of the invalid value. */
  constructor(readonly reason: TalkReason, readonly detail = "") {
    super(`${reason} ${detail}`);
  }
}

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const step = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_STEP));

/** A recording has at most as many frames and figures as the page makes; a picture is recognised as PNG by its first bytes (PNG, third edition, 5.2). */
const frameSchema = v.strictObject({
  step,
  losses: v.record(text(MAX_COLUMN), v.nullable(v.pipe(v.number(), v.finite()))),
  figures: v.pipe(v.array(v.strictObject({
    id: v.picklist(RECORDED_FIGURES),
    png: v.pipe(text(4 * 1024 * 1024), v.regex(/^iVBORw0KGgo[A-Za-z0-9+/]*={0,2}$/)),
  })), v.maxLength(RECORDED_FIGURES.length)),
});

const momentSchema = v.strictObject({
  title: text(MAX_TITLE),
  link: text(MAX_CHARACTERS),
  step: v.nullable(step),
  panel: v.nullable(v.picklist(PANELS)),
  zoom: v.boolean(),
  lit: v.nullable(text(MAX_COLUMN)),
  note: text(MAX_NOTE),
  recording: v.optional(v.nullable(v.pipe(v.array(frameSchema), v.minLength(1), v.maxLength(20))), null),
  // A moment is worth more than its picture: a damaged picture is dropped.
  picture: v.optional(v.fallback(v.nullable(v.pipe(v.string(), v.check(isPacked))), null), null),
});

const talkSchema = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  title: text(MAX_TITLE),
  moments: v.pipe(v.array(momentSchema), v.maxLength(MAX_MOMENTS)),
});

/** Returns the talk as the text of a file. Without pictures it is as earlier versions of the page wrote it, which refuse unknown parts. */
export function writeTalk({ title, moments }: Talk): string {
  const written = moments.map(({ picture, ...others }) => (picture === null ? others : { ...others, picture }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, title, moments: written }, null, 2)}\n`;
}

/** Parses the text of a file. Throws TalkError. */
export function readTalk(written: string): Talk {
  if (written.length > MAX_BYTES) throw new TalkError("too-large");
  const found = (() => {
    try {
      return parseStrictly(written);
    } catch (caught) {
      throw new TalkError(caught instanceof RangeError ? "too-large" : "not-json");
    }
  })();
  return talkOf(found);
}

/** The used part of `Blob`. */
interface TextFile {
  readonly size: number;
  text(): Promise<string>;
}

/** Reads a file. Rejects with TalkError. */
export async function readTalkFile(file: TextFile): Promise<Talk> {
  if (file.size > MAX_BYTES) throw new TalkError("too-large");
  return readTalk(await file.text().catch(() => { throw new TalkError("unreadable"); }));
}

function talkOf(found: unknown): Talk {
  const loosely = v.safeParse(v.object({ format: v.literal(FORMAT), version: v.number() }), found);
  if (!loosely.success) throw new TalkError("not-ours");
  if (loosely.output.version !== VERSION) throw new TalkError("version", String(loosely.output.version));
  const parsed = v.safeParse(talkSchema, found);
  if (!parsed.success) throw new TalkError("contents", v.getDotPath(parsed.issues[0]) ?? "");
  const { title, moments } = parsed.output;
  return { title, moments };
}

/** The parts of a moment in the order in which a link has them: all except recording and picture. */
const PARTS = ["title", "link", "step", "panel", "zoom", "lit", "note"] as const satisfies readonly (keyof Moment)[];

/** Returns the talk without recordings and pictures, encoded for a link; null if it is too long. */
export async function talkInLink({ title, moments }: Talk): Promise<string | null> {
  const short = JSON.stringify([VERSION, title, ...moments.map((moment) => PARTS.map((part) => moment[part]))]);
  const letters = toLetters(await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(short), MAX_BYTES));
  return letters.length > MAX_LINKED ? null : letters;
}

/** Decodes a talk from a link. Rejects with TalkError. */
export async function talkFromLink(letters: string): Promise<Talk> {
  if (letters.length > MAX_LINKED) throw new TalkError("too-large");
  const damaged = () => { throw new TalkError("damaged-link"); };
  const found: unknown = await Promise.resolve().then(() => through(new DecompressionStream("deflate-raw"), fromLetters(letters), MAX_INFLATED))
    .then((bytes) => parseStrictly(new TextDecoder("utf-8", { fatal: true }).decode(bytes))).catch(damaged);
  if (!Array.isArray(found)) return damaged();
  const [version, title, ...moments] = found as readonly unknown[];
  if (moments.length === 0) throw new TalkError("empty");
  return talkOf({
    format: FORMAT, version, title,
    moments: moments.map((moment) => (Array.isArray(moment) && moment.length === PARTS.length ? Object.fromEntries(PARTS.map((part, i) => [part, (moment as readonly unknown[])[i]])) : null)),
  });
}

/** Passes bytes through a stream. Rejects if more than `most` bytes come out. */
async function through(stream: CompressionStream | DecompressionStream, bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  written.catch(() => undefined); // the reader reports the error
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError("too much");
    }
  }
  return joinBytes(pieces);
}
