/** A host behind a slow line: it serves dist/ with gzip, and all connections share one rate. A browser's own throttle does not reach workers. */
import { existsSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { contentType, DIST, listen, SUB_PATH } from "../scripts/serveDist";
import { addressOf } from "./lab";

export interface Line {
  /** Megabits per second, of all connections together; null: no limit. */
  readonly mbits: number | null;
  /** Milliseconds until an answer begins. */
  readonly latency: number;
}

export interface SlowHost {
  /** The page's address, with a slash at its end. */
  readonly address: string;
  /** Returns the bytes of answers sent until a time in milliseconds since the epoch. */
  sentUntil(at: number): number;
  close(): void;
}

const CHUNK = 4096;
/** Images come packed; a host compresses the rest. */
const PACKED = /\.(?:bin|png|woff2)$/;

const compressed = new Map<string, Buffer>();

/** Returns a file of the page as a host sends it. */
function bodyOf(file: string): Buffer {
  const known = compressed.get(file);
  if (known) return known;
  const plain = readFileSync(file);
  const body = PACKED.test(file) ? plain : gzipSync(plain, { level: 9 });
  compressed.set(file, body);
  return body;
}

/** Starts the host on a free port. */
export async function openSlowHost({ mbits, latency }: Line): Promise<SlowHost> {
  const sent: { readonly at: number; readonly bytes: number }[] = [];
  /** When the line has sent what was given to it, in milliseconds since the epoch. */
  let free = 0;
  const send = async (bytes: number) => {
    if (mbits !== null) {
      free = Math.max(free, Date.now()) + bytes * 8 / (1000 * mbits);
      await sleep(free - Date.now());
    }
    sent.push({ at: Date.now(), bytes });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const inside = decodeURIComponent(pathname).replace(SUB_PATH, "") || "index.html";
    const file = path.join(DIST, inside);
    await sleep(latency);
    if (!file.startsWith(DIST) || !existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end("not found");
    const body = bodyOf(file);
    response.writeHead(200, { "content-type": contentType(file), "content-length": body.length, "cache-control": "max-age=600", ...(PACKED.test(file) ? {} : { "content-encoding": "gzip" }) });
    for (let from = 0; from < body.length && !response.destroyed; from += CHUNK) {
      const part = body.subarray(from, from + CHUNK);
      await send(part.length);
      response.write(part);
    }
    response.end();
  };
  const server = await listen((request, response) => void answer(request, response), 0);
  return {
    address: addressOf(server) + SUB_PATH,
    sentUntil: (at) => sent.reduce((sum, part) => (part.at <= at ? sum + part.bytes : sum), 0),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
