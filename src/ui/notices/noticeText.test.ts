import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../i18n/testing";
import type { Notice } from "../../state/notices";
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
  { kind: "fell-back", from: "webgpu", to: "wasm", detail: "no adapter" },
  { kind: "disagreed", backend: "webgpu", reference: "wasm", off: Infinity, step: 123_456, to: "eager" },
  { kind: "disagreed", backend: "webgl", reference: "cpu", off: 0.0234, step: 0, to: "wasm" },
  { kind: "step-failed" },
  { kind: "worker-restarted", step: 1200 },
  { kind: "not-loaded", reason: "unknown-model", detail: "x" },
  { kind: "not-loaded", reason: "not-safetensors", detail: "" },
  { kind: "not-saved" },
  { kind: "not-measured", id: "class-histogram", code: "judge-damaged" },
  { kind: "copied" },
];

describe.each(Object.entries(LANGUAGES))("notices in %s", (_, texts) => {
  it.each(notices)("has a short sentence for %o", (notice) => {
    const text = noticeText(notice, texts);
    expect(text.length).toBeGreaterThan(3);
    expect(text.length).toBeLessThan(200);
    expect(text).not.toContain("undefined");
    expect(text).not.toContain("x".repeat(41));
  });
});
