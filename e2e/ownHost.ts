/** A host that a test has for itself, and can switch off and on again. */
import type { Server } from "node:http";
import { serveFolder, SUB_PATH } from "../scripts/serveDist";

export class OwnHost {
  /** Paths that were asked for, below the page's. */
  readonly asked: string[] = [];
  #server: Server | null = null;
  #port = 0;

  /** Where the page is, the same each time. */
  get address(): string { return `http://127.0.0.1:${this.#port}${SUB_PATH}`; }

  async switchOn(folder: string): Promise<void> {
    this.#server = await serveFolder(folder, SUB_PATH, this.#port);
    this.#server.on("request", ({ url = "" }) => this.asked.push(url.slice(SUB_PATH.length)));
    this.#port = (this.#server.address() as { port: number }).port;
  }

  async switchOff(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  }
}
