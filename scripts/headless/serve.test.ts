/** The server for a network without internet: what it answers, what it prints, and what it refuses. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { invitation, openHost, serve } from "./serve";

const SCRIPT = "export const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];\n".repeat(100);
let folder: string;
let server: Server;
let address: string;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "elbo-room-serve-"));
  for (const inside of ["assets", "mnist"]) mkdirSync(path.join(folder, inside));
  writeFileSync(path.join(folder, "index.html"), "<!doctype html>");
  writeFileSync(path.join(folder, "assets/main-a1.js"), SCRIPT);
  writeFileSync(path.join(folder, "assets/tf-b2.wasm"), new Uint8Array(5000));
  writeFileSync(path.join(folder, "mnist/train-00000.bin"), new Uint8Array(5000));
  server = await openHost(folder, 0);
  port = (server.address() as { port: number }).port;
  address = `http://127.0.0.1:${port}/`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const get = async (file: string) => {
  const { status, headers } = await fetch(address + file, { headers: { "accept-encoding": "gzip" } });
  const of = (name: string) => headers.get(name);
  return { status, type: of("content-type"), encoding: of("content-encoding"), cache: of("cache-control") };
};

it.each([
  ["", { status: 200, type: "text/html;charset=utf-8", cache: "no-cache" }],
  ["assets/main-a1.js", { status: 200, type: "text/javascript", encoding: "gzip", cache: "public, max-age=31536000, immutable" }],
  ["assets/tf-b2.wasm", { status: 200, type: "application/wasm", encoding: "gzip", cache: "public, max-age=31536000, immutable" }],
  ["mnist/train-00000.bin", { status: 200, type: "application/octet-stream", encoding: null, cache: "no-cache" }], // packed already
  ["assets/missing.js", { status: 404 }],
])("answers %s as the page needs it", async (file, expected) => {
  expect(await get(file)).toMatchObject(expected);
});

it("serves no file outside its folder", async () => {
  expect((await get("..%2f..%2fetc/hostname")).status).toBe(404);
});

it("refuses a folder without a page, a port that is in use or none, and what it does not take", async () => {
  await expect(openHost(path.join(folder, "assets"), 0)).rejects.toThrow("Run `npm run build`");
  await expect(openHost(folder, port)).rejects.toThrow(`Port ${port} is in use. Choose another, such as --port ${port + 1}.`);
  await expect(serve(["--port", "70000"], folder)).rejects.toThrow("--port must be a whole number from 1 to 65535");
  await expect(serve(["--open"], folder)).rejects.toThrow("--port");
  await expect(serve(["preset=first-vae"], folder)).rejects.toThrow("serves the built page");
});

it("prints every address, a code of the first, and what plain http means", () => {
  const text = invitation(["192.168.1.20", "10.0.0.7"], 8080);
  expect(text).toContain("http://192.168.1.20:8080/\nhttp://10.0.0.7:8080/");
  expect(text).toContain("which leads to http://192.168.1.20:8080/");
  expect(text).toContain("one thread");
  expect(text).toMatch(/[█▀▄]{20}/);
  expect(invitation([], 8080)).toContain("in no network");
});
