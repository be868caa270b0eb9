import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../i18n/testing";
import type { Notice } from "../../state/notices";
import { parse } from "../../state/urlCodec";
import { LONGEST_NOTICE, noticeText } from "./noticeText";

const hostile = `<img src=x onerror=alert(1)>${"x".repeat(500)}`;
const notices: readonly Notice[] = [
  { kind: "adjusted", key: "beta", written: hostile, used: "20" },
  { kind: "unknown-key", key: "__proto__" },
  { kind: "unknown-model", written: hostile, used: "vae" },
  { kind: "unknown-model", written: "x", used: "constructor" },
  { kind: "unknown-preset", written: hostile, used: "first-vae@2" },
  { kind: "no-experiment", used: "first-vae@2" },
  { kind: "unknown-part", part: "lesson", written: "elbo-trms", used: "first-vae@2" },
  { kind: "unknown-preset-version", written: "first-vae@99", used: "first-vae@2" },
  { kind: "link-too-long", characters: 10_000_000, used: "first-vae@2" },
  { kind: "more-adjusted", count: 12, named: ["foo"] },
  { kind: "device-lost", backend: "webgl", step: 1200 },
  { kind: "fell-back", from: "webgpu", to: "wasm", detail: "no adapter" },
  { kind: "disagreed", backend: "webgpu", reference: "wasm", off: Infinity, step: 123_456, to: "eager" },
  { kind: "disagreed", backend: "webgl", reference: "cpu", off: 0.0234, step: 0, to: "wasm" },
  { kind: "disagreed", backend: "webgpu", reference: "itself", off: 1e-7, step: 123_456, to: "wasm" },
  { kind: "step-failed" },
  { kind: "untranslated" },
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
  { kind: "download", name: "elbo-room-completion-cvae-step1200.safetensors", handed: true },
  { kind: "download", name: "vae.py", handed: false },
  { kind: "copied", untrained: false, step: 0, trains: false, canTrain: true },
  { kind: "copied", untrained: false, step: 400, trains: true, canTrain: false },
  { kind: "copied", untrained: true, step: 0, trains: false, canTrain: false },
];

const LONG = "W".repeat(100_000);
/** Every kind, with texts that are as long as who made the link or the file likes. */
const long: { readonly [K in Notice["kind"]]: readonly Extract<Notice, { readonly kind: K }>[] } = {
  adjusted: [{ kind: "adjusted", key: LONG, written: LONG, used: LONG }, { kind: "adjusted", key: "stop", written: LONG, used: "0" }],
  "unknown-key": [{ kind: "unknown-key", key: LONG }],
  "unknown-model": [{ kind: "unknown-model", written: LONG, used: LONG }],
  "unknown-preset": [{ kind: "unknown-preset", written: LONG, used: LONG }],
  "no-experiment": [{ kind: "no-experiment", used: LONG }],
  "unknown-part": [{ kind: "unknown-part", part: "study", written: LONG, used: LONG }],
  "unknown-preset-version": [{ kind: "unknown-preset-version", written: LONG, used: LONG }],
  "no-program": [{ kind: "no-program", why: "refused", detail: LONG }, { kind: "no-program", why: "damaged", detail: LONG, of: "second" }, { kind: "no-program", why: "not-loaded", detail: LONG, of: "editor" }],
  "settings-refused": [{ kind: "settings-refused", detail: LONG }],
  "link-too-long": [{ kind: "link-too-long", characters: 1e15, used: LONG }],
  "more-adjusted": [{ kind: "more-adjusted", count: 1e15, named: [LONG] }],
  "device-lost": [{ kind: "device-lost", backend: "webgpu", step: 1e9 }],
  "fell-back": [{ kind: "fell-back", from: "webgpu", to: "wasm", detail: LONG }],
  disagreed: [{ kind: "disagreed", backend: "webgpu", reference: "wasm", off: 1e300, step: 1e9, to: "eager" }],
  faster: [{ kind: "faster", backend: "webgpu", times: 1e9 }],
  "step-failed": [{ kind: "step-failed" }],
  "step-stopped": [{ kind: "step-stopped", step: 1e9 }],
  "threads-lost": [{ kind: "threads-lost", threads: 1000 }],
  "comparison-ended": [{ kind: "comparison-ended" }],
  "worker-restarted": [{ kind: "worker-restarted", step: 1e9 }],
  "not-loaded": (["not-safetensors", "settings", "unknown-model", "version", "tensors"] as const).map((reason) => ({ kind: "not-loaded", reason, detail: LONG })),
  "not-begun": [{ kind: "not-begun", step: 1e9, code: "data-damaged" }],
  "not-forked": [{ kind: "not-forked", step: 1e9 }],
  "not-recomputed": [{ kind: "not-recomputed", step: 1e9 }],
  "not-saved": [{ kind: "not-saved", detail: LONG }],
  "last-step": [{ kind: "last-step", step: 1e9 }],
  "changes-full": [{ kind: "changes-full", count: 1e9 }],
  "not-keeping": [{ kind: "not-keeping" }],
  untranslated: [{ kind: "untranslated" }],
  "page-updated": [{ kind: "page-updated" }],
  "reload-loses": [{ kind: "reload-loses" }],
  "run-removed": [{ kind: "run-removed", why: "limits", preset: LONG, model: LONG, traits: Array.from({ length: 1000 }, () => ({ id: LONG, values: [LONG] })), step: 1e9 }],
  "not-measured": [{ kind: "not-measured", id: "class-histogram", code: "judge-damaged" }],
  "not-stored": [{ kind: "not-stored", what: "talk" }],
  download: [true, false].map((handed) => ({ kind: "download", name: LONG, handed })),
  copied: [{ kind: "copied", untrained: false, step: 999_999_999, trains: true, canTrain: false }],
};

describe("a part of a link that cannot be used", () => {
  it.each([
    ["stop", "x", "0", "The link asked for stop = “x”, which cannot be used: training does not stop by itself."],
    ["autostart", "yes", "0", "The link asked for autostart = “yes”, which cannot be used: training waits for you to start it."],
    ["then", "300", "–", "The link asked for then = “300”, which cannot be used: no setting changes during training."],
    ["stop", "x", "500", "The link asked for stop = “x”. 500 is used."],
    ["beta", "x", "0", "The link asked for beta = “x”. 0 is used."],
  ])("%s = %s: says what is done, where nothing is used", (key, written, used, said) => {
    expect(noticeText({ kind: "adjusted", key, written, used }, LANGUAGES.en)).toBe(said);
  });

  it.each([
    ["preset=holes2@1.", "There is no preset called “holes2@1.”. “A first VAE” was opened instead."],
    ["preset=holes@9", "There is no preset version called “holes@9”. “Holes in the latent space” was opened instead."],
    ["model=diffusion&beta=4", "There is no model called “diffusion”. “A first VAE” was opened instead."],
    ["model=gan&exercise=x", "There is no exercise called “x”. “GAN” was opened instead."],
    ["prest=holes@1&beta=4&beta=5", "The link names no preset and no model of this page. “A first VAE” was opened instead."],
    [`model=vae&beta=${"9".repeat(100_000)}`, "The link has 100,015 characters, too many for a link of this page. “A first VAE” was opened instead."],
    ["beta=4.5.", "The link asked for beta = “4.5.”. 1 is used."],
  ])("%.30s: the first notice says what was opened, and quotes what was written", (fragment, sentence) => {
    expect(noticeText(parse(fragment).notices[0]!, LANGUAGES.en)).toBe(sentence);
  });

  it("names keys that the model does not have, each of them", () => {
    const said = parse("model=vq-vae&codes=512&K=512").notices.map((notice) => noticeText(notice, LANGUAGES.en)).join(" ");
    for (const key of ["codes", "K"]) expect(said).toContain(`“${key}`);
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
  it.each(Object.entries(long))("%s is short, whatever the texts in it are", (_kind, all) => {
    for (const notice of all) expect(noticeText(notice, texts).length).toBeLessThanOrEqual(LONGEST_NOTICE);
  });

  it("says what was opened instead, also after a long refusal", () => {
    expect(noticeText({ kind: "no-program", why: "refused", detail: LONG, used: "first-vae@2" }, texts)).toContain(texts.notices.opened(texts.models.presets["first-vae"]!.title));
  });

  it.each(notices)("has a short sentence for %o", (notice) => {
    const text = noticeText(notice, texts);
    expect(text.length).toBeGreaterThan(3);
    expect(text.length).toBeLessThan(200);
    expect(text).not.toContain("undefined");
    expect(text).not.toContain("x".repeat(41));
  });
});
