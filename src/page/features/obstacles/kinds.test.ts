import { expect, test } from "vitest";
import { kindOf, obstaclesOf } from "./kinds";

const HERE = "https://room.example";
const of = (effectiveDirective: string, blockedURI: string, sample = "") => kindOf({ effectiveDirective, blockedURI, sample }, HERE);

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

test("only the page's own policy for Trusted Types counts", () => {
  expect(of("trusted-types", "trusted-types-policy", "elbo-room")).toBe("trustedTypes");
  expect(of("trusted-types", "trusted-types-policy", "an-extension")).toBeNull();
});

test("of each kind the first refusal counts", () => {
  const files = (effectiveDirective: string, name: string) => ({ effectiveDirective, blockedURI: `${HERE}/${name}`, sample: "" });
  expect(obstaclesOf([files("connect-src", "a"), files("connect-src", "b"), files("font-src", "c"), files("worker-src", "d")], HERE))
    .toEqual([{ kind: "files", directive: "connect-src" }, { kind: "workers", directive: "worker-src" }]);
});
