/**
 * Serves dist/ as the simplest static host would: from a sub-path, with content types and no other headers, so that a page that
 * works here works on any host. Run: `tsx scripts/serveDist.ts PORT`.
 */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** The page is never at the root, so that absolute paths fail. */
export const SUB_PATH = "/elbo-room/";
export const DIST = path.join(import.meta.dirname, "..", "dist");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
  ".json": "application/json", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml",
  ".png": "image/png", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8",
};

/** Returns the content type of a file by its name. */
export const contentType = (file: string): string => TYPES[path.extname(file)] ?? "application/octet-stream";

type Headers = Readonly<Record<string, string>>;

/** Serves dist/. `headers` are added to each answer, as a configured host may do. */
export const serveDist = (port: number, headers?: Headers): Promise<Server> => serveFolder(DIST, SUB_PATH, port, headers);

/** Serves a folder at the path `under`, which has slashes at both ends. Port 0 means any free one. */
export const serveFolder = (folder: string, under: string, port: number, headers: Headers = {}): Promise<Server> =>
  listen((request, response) => answerFrom(folder, under, request, response, headers), port);

/** Milliseconds until an idle connection is closed. With Node's 5 s a busy client may use one at the moment in which it is closed, and fail. */
const KEEP_MS = 120_000;

/** Starts a server on this machine. Resolves when it listens; rejects if it cannot. */
export function listen(answer: RequestListener, port: number): Promise<Server> {
  const server = createServer({ keepAliveTimeout: KEEP_MS }, answer);
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", () => resolve(server));
  });
}

/** Answers a request with a file of dist/. */
export const answerFromDist: RequestListener = (request, response) => answerFrom(DIST, SUB_PATH, request, response, {});

function answerFrom(folder: string, under: string, request: IncomingMessage, response: ServerResponse, headers: Headers): void {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const inside = pathname.startsWith(under) ? decodeURIComponent(pathname.slice(under.length)) : null;
  const file = inside === null ? null : path.join(folder, inside === "" ? "index.html" : inside);
  if (file === null || !file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end("not found");
    return;
  }
  response.writeHead(200, {
    "content-type": contentType(file),
    "content-length": statSync(file).size,
    ...headers,
  });
  createReadStream(file).on("error", () => response.destroy()).pipe(response); // a test may delete a file that is being served
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const port = Number(process.argv[2] ?? 4173);
  await serveDist(port);
  console.log(`http://127.0.0.1:${port}${SUB_PATH}`);
}
