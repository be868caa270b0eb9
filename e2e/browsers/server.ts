/**
 * Serves dist/ as scripts/serveDist.ts does, with scripts inserted before the page's and before the worker's. They watch the
 * page and remove features of the browser. The page's content policy stays as built.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { answerFromDist, DIST, listen, SUB_PATH } from "../../scripts/serveDist";
import { LIST, type FileList } from "../../src/delivery/offline/files";
import { watchPage } from "./watch";

export interface TestServer {
  /** The page's address, with JavaScript that runs before the page's own and before the worker's. */
  address(before?: string, beforeWorker?: string): string;
  close(): void;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Starts the server on a free port. */
export async function startServer(): Promise<TestServer> {
  const visits: { readonly page: string; readonly worker: string }[] = [];
  /** The visit whose page requests a file. */
  const visitOf = (address = "") => visits[Number(new URL(address, "http://localhost").searchParams.get("visit") ?? -1)];

  const server = await listen((request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
    const [own, from] = [visitOf(request.url), visitOf(request.headers.referer)];
    const send = (type: string, text: string) => void response.writeHead(200, { "content-type": type }).end(text);
    const built = (file: string) => readFileSync(path.join(DIST, file), "utf8");
    if (own && pathname === SUB_PATH) {
      send("text/html", built("index.html").replace("<title>", `<script src="./before.js${search}"></script><title>`));
    } else if (own) {
      send("text/javascript", own.page);
    } else if (pathname === SUB_PATH + LIST) {
      // All files except the worker's script, which changes if a test inserts lines.
      const { files } = JSON.parse(built(LIST)) as FileList;
      send("application/json", JSON.stringify({ files: files.filter(({ path: file }) => !/^assets\/entry-/.test(file)) }));
    } else if (from?.worker && /\/assets\/entry-[^/]*\.js$/.test(pathname)) {
      send("text/javascript", from.worker + built(pathname.slice(SUB_PATH.length)));
    } else {
      answerFromDist(request, response);
    }
  }, 0);
  const { port } = server.address() as AddressInfo;
  return {
    address(before = "", beforeWorker = "") {
      const visit = visits.push({ page: [before, axe, `(${String(watchPage)})();`].join("\n"), worker: beforeWorker }) - 1;
      return `http://127.0.0.1:${port}${SUB_PATH}?visit=${visit}`;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
