/** Which files are stored and to which part they belong, which are missing, and which may be deleted. */
import { describe, expect, it } from "vitest";
import { cacheName, isStored, LIST, missingFrom, outdated, partOf, pathIn, type FileList } from "./files";

const SCOPE = "https://site.example/elbo-room/";
const list: FileList = { files: ["assets/index-b.js", "mnist/train-00.bin", "trained/a@1.safetensors", "trained/a@1.png", "index.html"].map((path) => ({ path, bytes: 1, sha256: "" })) };

describe("stored files", () => {
  it("are the page's, not others that are published beside it", () => {
    expect(["index.html", "favicon.svg", "app.webmanifest", "icons/192.png", "assets/main-a.js", "mnist/test-00.bin"].filter((path) => !isStored(path))).toEqual([]);
    expect(["", LIST, "serviceWorker.js", "elbo-room.js", ".vite/manifest.json", "assets/", "slides/assets/x.js"].filter(isStored)).toEqual([]);
  });

  it("belong to one part each; pictures of pretrained checkpoints belong to the page", () => {
    expect(list.files.map(({ path }) => partOf(path))).toEqual(["page", "data", "trained", "page", "page"]);
  });

  it("have a cache for each folder of a site", () => {
    expect(cacheName(SCOPE)).not.toBe(cacheName("https://site.example/course/"));
    expect([`${SCOPE}assets/a.js?x#y`, SCOPE, "https://site.example/course/", "https://other.example/elbo-room/", `${SCOPE}%FF`].map((address) => pathIn(SCOPE, address)))
      .toEqual(["assets/a.js", "", null, null, null]);
  });
});

describe("files in the cache", () => {
  const here = [LIST, "assets/index-a.js", "assets/index-b.js", "trained/a@1.png", "index.html"];

  it("missing files are listed for each part", () => {
    expect(missingFrom(here, list, "page")).toEqual([]);
    expect(missingFrom(here, list, "data").map(({ path }) => path)).toEqual(["mnist/train-00.bin"]);
    expect(missingFrom(here.slice(0, 2), list, "page").map(({ path }) => path)).toEqual(["assets/index-b.js", "trained/a@1.png", "index.html"]);
  });

  it("files of another version are deleted when only one window is left", () => {
    expect(outdated(here, list, 1)).toEqual(["assets/index-a.js"]);
    expect(outdated(here, list, 2)).toEqual([]);
  });
});
