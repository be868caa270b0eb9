/** Which files are stored and to which part they belong, and which may be deleted. */
import { describe, expect, it } from "vitest";
import { besideOf, cacheName, DOUBT, isStored, KEPT, LIST, outdated, partOf, pathIn, placeIn, type FileList } from "./files";

const SCOPE = "https://site.example/elbo-room/";
const list: FileList = { files: ["assets/index-b.js", "mnist/train-00.bin", "trained/a@1.safetensors", "trained/a@1.png", "index.html"].map((path) => ({ path, bytes: 1, sha256: "b" })) };

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
    expect([`${SCOPE}index.html?b`, `${SCOPE}favicon.svg`, "https://site.example/course/"].map((address) => placeIn(SCOPE, address))).toEqual(["index.html?b", "favicon.svg", null]);
  });
});

describe("files of another version", () => {
  const beside = list.files.map(besideOf);
  const here = [LIST, KEPT, DOUBT, "assets/index-a.js", "assets/index-b.js", "trained/a@1.png", "index.html", "index.html?a"];

  it("are deleted when only one window is left, and the list that version 1.0.0 wrote", () => {
    expect(outdated(here, list, 1)).toEqual([LIST, "assets/index-a.js", "index.html?a"]);
    expect(outdated(here, list, 2)).toEqual([]);
  });

  it("are deleted at their paths if the kept version's files are beside them", () => {
    expect(outdated([...here, ...beside], list, 1)).toEqual([LIST, "assets/index-a.js", "assets/index-b.js", "trained/a@1.png", "index.html", "index.html?a"]);
    expect(outdated([KEPT, ...beside], list, 1)).toEqual([]);
  });
});
