import { expect, test } from "vitest";
import { noteRefusal, onRefusal, refusalOf, refusals } from "./refusals";

const HERE = "https://room.example";
const of = (effectiveDirective: string, blockedURI: string, more = {}) => refusalOf({ effectiveDirective, blockedURI, disposition: "enforce", sample: "", ...more }, HERE)?.kind ?? null;

test.each([
  ["worker-src", `${HERE}/assets/entry-1.js`, "workers"],
  ["connect-src", `${HERE}/mnist/train-00.bin`, "files"],
  ["script-src", "wasm-eval", "webAssembly"],
  ["script-src-elem", `${HERE}/assets/main-1.js`, "scripts"],
  ["style-src-elem", `${HERE}/assets/main-1.css`, "styles"],
  ["img-src", "blob", "images"],
  ["img-src", "data", null],
  ["script-src-elem", "inline", null],
  ["script-src-elem", "https://foreign.example/x.js", null],
  ["connect-src", "https://room.example.foreign.example/", null],
] as const)("%s that stops %s: %s", (directive, blocked, kind) => expect(of(directive, blocked)).toBe(kind));

test("only the page's own policy for Trusted Types counts, and nothing that is only reported", () => {
  expect(of("trusted-types", "trusted-types-policy", { sample: "elbo-room" })).toBe("trustedTypes");
  expect(of("trusted-types", "trusted-types-policy", { sample: "an-extension" })).toBeNull();
  expect(of("worker-src", `${HERE}/assets/entry-1.js`, { disposition: "report" })).toBeNull();
});

test("of each kind the first refusal is kept, and told once", () => {
  let told = 0;
  const stop = onRefusal(() => { told++; });
  noteRefusal({ kind: "files", directive: "connect-src" });
  noteRefusal({ kind: "files", directive: "default-src" });
  stop();
  expect([told, refusals()]).toEqual([1, [{ kind: "files", directive: "connect-src" }]]);
});
