/**
 * dist/ as scripts/serveDist.ts serves it, with scripts put before the page's own and before the worker's: what watches
 * the page, and what a test wants to be missing in this browser. The page's content policy holds as it is built.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { answerFromDist, DIST, listen, SUB_PATH } from "../../scripts/serveDist";
import { LIST, type FileList } from "../../src/offline/files";
import { watchPage } from "./watch";

export interface TestServer {
  /** The page's address, with JavaScript that runs before the page's own and before the worker's. */
  address(before?: string, beforeWorker?: string): string;
  close(): void;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function startServer(): Promise<TestServer> {
  const visits: { readonly page: string; readonly worker: string }[] = [];
  /** A file asked for by a page says by which. */
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
      // All but the worker's script, which is another one where a test puts lines before it.
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
