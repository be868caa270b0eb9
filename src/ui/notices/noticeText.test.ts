import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../i18n/testing";
import type { Notice } from "../../state/notices";
import { parse } from "../../state/urlCodec";
import { noticeText } from "./noticeText";

const hostile = `<img src=x onerror=alert(1)>${"x".repeat(500)}`;
const notices: readonly Notice[] = [
  { kind: "adjusted", key: "beta", written: hostile, used: "20" },
  { kind: "unknown-key", key: "__proto__" },
  { kind: "unknown-model", written: hostile, used: "vae" },
  { kind: "unknown-model", written: "x", used: "constructor" },
  { kind: "unknown-preset", written: hostile },
  { kind: "unknown-preset-version", written: "first-vae@99", used: "first-vae@1" },
  { kind: "link-too-long", characters: 10_000_000 },
  { kind: "more-adjusted", count: 12 },
  { kind: "device-lost", backend: "webgl", step: 1200 },
  { kind: "fell-back", from: "webgpu", to: "wasm", detail: "no adapter" },
  { kind: "disagreed", backend: "webgpu", reference: "wasm", off: Infinity, step: 123_456, to: "eager" },
  { kind: "disagreed", backend: "webgl", reference: "cpu", off: 0.0234, step: 0, to: "wasm" },
  { kind: "disagreed", backend: "webgpu", reference: "itself", off: 1e-7, step: 123_456, to: "wasm" },
  { kind: "step-failed" },
  { kind: "page-updated" },
  { kind: "reload-loses" },
  { kind: "threads-lost", threads: 1 },
  { kind: "worker-restarted", step: 1200 },
  { kind: "not-loaded", reason: "unknown-model", detail: "x" },
  { kind: "not-loaded", reason: "not-safetensors", detail: "" },
  { kind: "not-saved", detail: null },
  { kind: "not-saved", detail: "then lr" },
  { kind: "last-step", step: 999_999_999 },
  { kind: "changes-full", count: 1000 },
  { kind: "not-keeping" },
  { kind: "run-removed", why: "limits", preset: "first-vae", model: "vae", traits: [{ id: "beta", values: [40, 10] }, { id: "seed", values: [3] }], step: 120 },
  { kind: "run-removed", why: "full", preset: null, model: "vae", traits: [], step: 3_000_000 },
  { kind: "not-measured", id: "class-histogram", code: "judge-damaged" },
  { kind: "copied", untrained: false },
  { kind: "copied", untrained: true },
];

describe("a part of a link that cannot be used", () => {
  it.each([
    ["stop", "x", "0", "The link asked for stop = x, which cannot be used: training does not stop by itself."],
    ["autostart", "yes", "0", "The link asked for autostart = yes, which cannot be used: training waits for you to start it."],
    ["then", "300", "–", "The link asked for then = 300, which cannot be used: no setting changes during training."],
    ["stop", "x", "500", "The link asked for stop = x. 500 is used."],
    ["beta", "x", "0", "The link asked for beta = x. 0 is used."],
  ])("%s = %s: says what is done, where nothing is used", (key, written, used, said) => {
    expect(noticeText({ kind: "adjusted", key, written, used }, LANGUAGES.en)).toBe(said);
  });

  it("has a notice for every key of links whose value can be rejected", () => {
    const said = parse("preset=first-vae&stop=x&begin=7&then=x&autostart=x&present=x&check=x&log=x&highlight=x&drawing=x&lang=x").notices;
    expect(said).toHaveLength(10);
    for (const texts of Object.values(LANGUAGES)) {
      for (const notice of said) expect(noticeText(notice, texts)).not.toMatch(/(^|\D)[0–]( is used|。|$)/);
    }
  });
});

describe.each(Object.entries(LANGUAGES))("notices in %s", (_, texts) => {
  it.each(notices)("has a short sentence for %o", (notice) => {
    const text = noticeText(notice, texts);
    expect(text.length).toBeGreaterThan(3);
    expect(text.length).toBeLessThan(200);
    expect(text).not.toContain("undefined");
    expect(text).not.toContain("x".repeat(41));
  });
});
