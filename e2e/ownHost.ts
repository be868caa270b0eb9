/** A host that a test has for itself, and can switch off and on again, also with another project. */
import type { RequestListener, Server } from "node:http";
import { listen, serveFolder, SUB_PATH } from "../scripts/serveDist";

export class OwnHost {
  /** Paths that were asked for, below the page's. */
  readonly asked: string[] = [];
  #server: Server | null = null;
  #port = 0;

  /** `under`: the path that leads to the page, with slashes at both ends. */
  constructor(readonly under = SUB_PATH) {}

  /** Where the page is, the same each time. */
  get address(): string { return `http://127.0.0.1:${this.#port}${this.under}`; }

  /** `what`: a folder to be served, or something else that answers. */
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
