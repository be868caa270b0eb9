/** A host for one test, which can be switched off and on again, also with another project. */
import type { RequestListener, Server } from "node:http";
import { listen, serveFolder, SUB_PATH } from "../scripts/serveDist";

export class OwnHost {
  /** The requested paths below the page's. */
  readonly asked: string[] = [];
  #server: Server | null = null;
  #port = 0;

  /** `under`: the page's path, with slashes at both ends. */
  constructor(readonly under = SUB_PATH) {}

  /** The page's address, which does not change. */
  get address(): string { return `http://127.0.0.1:${this.#port}${this.under}`; }

  /** Starts the host with a folder or another request listener. */
  async switchOn(what: string | RequestListener): Promise<void> {
    this.#server = await (typeof what === "string" ? serveFolder(what, this.under, this.#port) : listen(what, this.#port));
    this.#server.on("request", ({ url = "" }) => this.asked.push(url.slice(this.under.length)));
    this.#port = (this.#server.address() as { port: number }).port;
  }

  async becomes(what: string | RequestListener): Promise<void> {
    await this.switchOff();
    await this.switchOn(what);
  }

  async switchOff(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  }
}
