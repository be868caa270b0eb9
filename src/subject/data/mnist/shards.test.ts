import { createHash } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Shard } from "./manifest";
import { DataError, fetchShard } from "./shards";

const IMAGES = 3;
const content = Uint8Array.from({ length: IMAGES * 785 }, (_, i) => (i < IMAGES ? i : (i * i) % 251));
const packed = gzipSync(content);
const shard: Shard = {
  file: "train-00000.bin", split: "train", first: 0, images: IMAGES, bytes: packed.length,
  sha256: createHash("sha256").update(content).digest("hex"),
};
const flipped = (data: Uint8Array, at: number): Uint8Array => data.map((byte, i) => (i === at ? byte ^ 1 : byte));

const send = (body: Uint8Array | string, status = 200, type = "application/octet-stream"): RequestListener =>
  (_, response) => response.writeHead(status, { "content-type": type }).end(body);

/** The server's answers, by the folder of the page's address. */
const answers: Record<string, RequestListener> = {
  good: send(packed),
  truncated: send(packed.subarray(0, packed.length - 40)),
  "flipped-in-transfer": send(flipped(packed, 60)),
  "flipped-before-packing": send(gzipSync(flipped(content, 1000))),
  "too-short": send(gzipSync(content.subarray(0, 1500))),
  "too-long": send(gzipSync(new Uint8Array([...content, 0]))),
  unpacked: send(content),
  "flipped-when-unpacked": send(flipped(content, 1000)),
  empty: send(""),
  html: send("<!doctype html><title>Log in</title>", 200, "text/html; charset=utf-8"),
  missing: send("not found", 404, "text/plain"),
  broken: send("", 500),
  "cut-off": (_, response) => {
    response.writeHead(200, { "content-length": packed.length });
    response.write(packed.subarray(0, 100), () => response.destroy());
  },
  silent: () => undefined,
};

describe("fetchShard", () => {
  let server: Server;
  let origin = "";

  beforeAll(async () => {
    server = createServer((request, response) => {
      const [, folder, ...rest] = (request.url ?? "").split("/");
      const answer = rest.join("/") === "page/mnist/train-00000.bin" ? answers[folder ?? ""] : undefined;
      (answer ?? send("", 404))(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  afterEach(() => vi.unstubAllGlobals());

  const failure = async (baseUrl: string): Promise<DataError> => {
    const error: unknown = await fetchShard(shard, { baseUrl }).catch((caught: unknown) => caught);
    if (!(error instanceof DataError)) throw new Error(`not a DataError: ${String(error)}`);
    return error;
  };

  it("gives labels and pixels, from any sub-path, and counts the bytes on their way", async () => {
    const counts: number[] = [];
    for (const page of ["", "index.html", "#seed=1"]) {
      const baseUrl = `${origin}/good/page/${page}`;
      const { labels, pixels } = await fetchShard(shard, { baseUrl, onReceived: (bytes) => counts.push(bytes) });
      expect(labels).toEqual(content.subarray(0, IMAGES));
      expect(pixels).toEqual(content.subarray(IMAGES));
    }
    expect(counts.at(-1)).toBe(packed.length);
  });

  it("takes a file that was unpacked on its way", async () => {
    expect((await fetchShard(shard, { baseUrl: `${origin}/unpacked/page/` })).pixels).toEqual(content.subarray(IMAGES));
  });

  it("unpacks when it may", async () => {
    let allow = (): void => undefined;
    const allowed = new Promise<void>((resolve) => { allow = resolve; });
    const unpacked = vi.fn();
    let bytes = 0;
    const pending = fetchShard(shard, { baseUrl: `${origin}/good/page/`, onReceived: (now) => { bytes = now; }, mayUnpack: () => allowed }).then(unpacked);
    await vi.waitFor(() => expect(bytes).toBe(packed.length));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(unpacked).not.toHaveBeenCalled();
    allow();
    await pending;
    expect(unpacked).toHaveBeenCalled();
  });

  it.each([
    "truncated", "flipped-in-transfer", "flipped-before-packing", "too-short", "too-long", "flipped-when-unpacked", "empty",
  ])("says data-damaged: %s", async (folder) => {
    const error = await failure(`${origin}/${folder}/page/`);
    expect(error.code).toBe("data-damaged");
    expect(error.message).toContain("train-00000.bin");
  });

  it("checks the content on insecure origins as well, where crypto.subtle is missing", async () => {
    vi.stubGlobal("crypto", {});
    await expect(fetchShard(shard, { baseUrl: `${origin}/good/page/` })).resolves.toHaveProperty("labels");
    expect((await failure(`${origin}/flipped-before-packing/page/`)).code).toBe("data-damaged");
  });

  it.each(["html", "missing", "broken", "cut-off"])("says data-unreachable: %s", async (folder) => {
    const error = await failure(`${origin}/${folder}/page/`);
    expect(error.code).toBe("data-unreachable");
    expect(error.message).toContain("train-00000.bin");
  });

  it("says data-unreachable where no server is", async () => {
    expect((await failure("http://127.0.0.1:1/")).code).toBe("data-unreachable");
  });

  it("ends with the signal's reason when aborted, before or during the transfer", async () => {
    const reason = new Error("another run");
    const baseUrl = `${origin}/silent/page/`;
    await expect(fetchShard(shard, { baseUrl, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const pending = fetchShard(shard, { baseUrl, signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await expect(pending).rejects.toBe(reason);
  });
});
