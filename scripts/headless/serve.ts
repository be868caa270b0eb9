/** `elbo-room serve`: this computer is the host of the built page for others in its network, such as a class without internet. */
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { networkInterfaces } from "node:os";
import path from "node:path";
import compression from "compression";
import sirv from "sirv";
import { renderUnicodeCompact } from "uqr";
import { readOptions, wholeNumber } from "./options";
import { EXIT, Refusal } from "./refusal";

const OPTIONS = { port: { type: "string" } } as const;
const PORT = 8080;

/** Serves a folder with gzip on all of this computer's addresses; 0 is any free port. Rejects with a Refusal if there is no page in it, or the port is not free. */
export async function openHost(folder: string, port: number): Promise<Server> {
  if (!existsSync(path.join(folder, "index.html"))) throw new Refusal("The page has not been built. Run `npm run build` in ELBO Room's folder first.");
  const compress = compression();
  const files = sirv(folder, {
    etag: true,
    // The names of these files have a hash of their content.
    setHeaders: (response, file) => response.setHeader("cache-control", file.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"),
  });
  const server = createServer((request, response) => {
    compress(request as Parameters<typeof compress>[0], response as Parameters<typeof compress>[1], () => files(request, response));
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Refusal(`Port ${port} is in use. Choose another, such as --port ${port + 1}.`)
        : error.code === "EACCES" ? new Refusal(`Port ${port} needs a privilege. Choose one from 1024, such as --port ${PORT}.`) : error);
    });
    server.listen(port, () => resolve(server));
  });
}

/** Returns what is printed: where others find the page, and what plain http means. `addresses`: those of this computer in networks. */
export function invitation(addresses: readonly string[], port: number): string {
  const urls = addresses.map((address) => `http://${address}:${port}/`);
  const [first] = urls;
  if (first === undefined) return `This computer is in no network. On it, the page is at http://localhost:${port}/. Join a network and start the command again.`;
  return `${renderUnicodeCompact(first)}

${urls.join("\n")}
Others in the same network open ${urls.length > 1 ? "one of these addresses" : "this address"}, or scan the code, which leads to ${first}
Over http, browsers keep no page for later and train on one thread. On this computer, http://localhost:${port}/ has neither limit.
Ctrl+C ends the server.`;
}

/** The IPv4 addresses of this computer in networks. */
const ownAddresses = (): string[] => Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  .filter(({ family, internal }) => family === "IPv4" && !internal).map(({ address }) => address);

/** Serves until SIGINT or SIGTERM. Returns the exit code. */
export async function serve(args: readonly string[], dist: string): Promise<number> {
  const { values: options, positionals } = readOptions(args, OPTIONS);
  if (positionals.length > 0) throw new Refusal("serve takes no files or links: it serves the built page.");
  const port = wholeNumber("port", options.port, 1, 65_535) ?? PORT;
  const server = await openHost(dist, port);
  console.log(invitation(ownAddresses(), port));
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  server.close();
  server.closeAllConnections();
  return EXIT.done;
}
