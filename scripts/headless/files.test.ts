import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import fs from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { expectNew, read, realFile, write } from "./files";

vi.mock("node:fs/promises", { spy: true });
const root = mkdtempSync(path.join(tmpdir(), "files-"));
afterAll(() => rmSync(root, { recursive: true }));

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(root, "of-"));
  file = path.join(folder, "run.safetensors");
});

const NEW = { replaces: false }, AGAIN = { replaces: true };
const failure = (code: string) => Object.assign(new Error(`${code}: no`), { code });

describe("write", () => {
  it.each([["ENOSPC", /because the disk is full\. Free some space/], ["EACCES", /could not be written: EACCES/]])(
    "with %s it says so, and the file that was there stays", async (code, words) => {
      writeFileSync(file, "before");
      vi.mocked(fs.writeFile).mockRejectedValueOnce(failure(code));
      await expect(write(file, "after", AGAIN)).rejects.toMatchObject({ message: expect.stringMatching(words), exitCode: 4 });
      expect(readFileSync(file, "utf8")).toBe("before");
      expect(readdirSync(folder)).toEqual(["run.safetensors"]);
    });

  it("leaves nothing beside the file, and no file of another's: neither FILE.part nor what a symbolic link leads to", async () => {
    writeFileSync(path.join(folder, "precious.txt"), "precious");
    symlinkSync(path.join(folder, "precious.txt"), `${file}.part`);
    await write(file, "one", NEW);
    await write(file, "two", AGAIN);
    expect(readFileSync(file, "utf8")).toBe("two");
    expect(readFileSync(path.join(folder, "precious.txt"), "utf8")).toBe("precious");
    expect(readdirSync(folder).sort()).toEqual(["precious.txt", "run.safetensors", "run.safetensors.part"]);
  });

  it("a new file replaces none that has appeared since, nor a symbolic link to nothing", async () => {
    for (const appear of [() => writeFileSync(file, "theirs"), () => symlinkSync(path.join(folder, "none"), file)]) {
      appear();
      const before = lstatSync(file).ino;
      await expect(write(file, "ours", NEW)).rejects.toMatchObject({ message: expect.stringMatching(/has appeared since/), exitCode: 4 });
      expect(lstatSync(file).ino).toBe(before);
      expect(readdirSync(folder)).toEqual(["run.safetensors"]);
      rmSync(file);
    }
  });

  it("does so on a file system without hard links, too", async () => {
    vi.mocked(fs.link).mockRejectedValueOnce(failure("EPERM"));
    await write(file, "ours", NEW);
    expect(readFileSync(file, "utf8")).toBe("ours");
    vi.mocked(fs.link).mockRejectedValueOnce(failure("EPERM"));
    await expect(write(file, "again", NEW)).rejects.toMatchObject({ message: expect.stringMatching(/has appeared since/) });
    expect(readFileSync(file, "utf8")).toBe("ours");
    expect(readdirSync(folder)).toEqual(["run.safetensors"]);
  });

  it("of many writers of one new file one succeeds, and the file is whole", async () => {
    const contents = Array.from({ length: 20 }, (_, i) => String(i).repeat(100_000));
    const done = await Promise.allSettled(contents.map((content) => write(file, content, NEW)));
    const won = done.findIndex(({ status }) => status === "fulfilled");
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(readFileSync(file, "utf8")).toBe(contents[won]);
    expect(readdirSync(folder)).toEqual(["run.safetensors"]);
  });
});

it("a name is taken by anything: a file, a folder, a symbolic link to nothing", () => {
  expect(() => { expectNew(file, ""); }).not.toThrow();
  expect(realFile(file)).toBe(null);
  symlinkSync(path.join(folder, "none"), file);
  expect(() => { expectNew(file, "Move it."); }).toThrow(/exists already\. Move it\./);
  expect(() => realFile(file)).toThrow(/is a symbolic link, and the file that it leads to cannot be reached/);
  expect(() => { expectNew(path.join(folder, "x".repeat(300)), ""); }).toThrow(/cannot be used: ENAMETOOLONG/);
  mkdirSync(path.join(folder, "there"));
  expect(() => { expectNew(path.join(folder, "there"), ""); }).toThrow(/exists already/);
  writeFileSync(path.join(folder, "none"), "");
  expect(realFile(file)).toBe(path.join(folder, "none"));
});

describe("read", () => {
  it("refuses what is no regular file, at once", async () => {
    const pipe = path.join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    await expect(read(pipe, 100)).rejects.toThrow(/is a device or a pipe, which is not read/);
    await expect(read("/dev/zero", 100)).rejects.toThrow(/is a device or a pipe/);
    await expect(read(folder, 100)).rejects.toThrow(/is a folder\. Name a file/);
    await expect(read(file, 100)).rejects.toThrow(/There is no file/);
    const socket = path.join(folder, "socket");
    const server = createServer().listen(socket);
    await expect.poll(() => existsSync(socket)).toBe(true);
    await expect(read(socket, 100)).rejects.toThrow(/could not be read: ENXIO/);
    server.close();
  });

  it("reads as much as there is, up to its limit", async () => {
    writeFileSync(file, "whole");
    expect((await read(file, 5)).toString()).toBe("whole");
    truncateSync(file, 2 ** 40); // without taking space
    await expect(read(file, 2 ** 26)).rejects.toThrow(/is larger than 64 MB/);
  });
});
