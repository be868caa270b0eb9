import { expect, it } from "vitest";
import { millis } from "../../../core/run/ids";
import type { BackendChecked, Finding, MachineReport } from "../../../core/browser/machine";
import { LANGUAGES } from "../../i18n/testing";
import { markdownOf } from "./markdown";
import { en } from "./texts.en";
import { zhCN } from "./texts.zh-CN";
import { verdictOf } from "./words";

const TEXTS = { en, "zh-CN": zhCN };

const compared = (off: number, name = "kl, step 2"): Finding =>
  ({ kind: "compared", comparisons: 9, worst: { name, off, tolerance: 1e-4 } });

const checked = (backend: BackendChecked["backend"], finding: Finding): BackendChecked => ({
  kind: "checked", backend, size: "usual", reference: "wasm",
  facts: { software: backend !== "webgpu", compiles: true, device: backend === "webgpu" ? "intel gen-12lp" : "", limits: { maxBufferSize: 2 ** 30 }, features: ["shader-f16"] },
  kernels: [{ family: "products", finding: compared(2e-7) }],
  models: [{ model: "vae", mode: "compiled", finding }, { model: "gan", mode: "eager", finding: compared(1e-6) }],
  pace: [{ model: "vae", msPerStep: millis(1.234) }, { model: "conv-vae", msPerStep: null }],
  costs: { operationMs: millis(0.0123), readbackMs: millis(103) },
});

const report = (backends: MachineReport["backends"], complete = true): MachineReport => ({
  version: "0.1.0", date: "2026-11-21", seconds: 31, threads: 1, complete, backends,
  browser: { browser: "Firefox 153", system: "Windows", cores: 8, crossOriginIsolated: false },
});

const verdictTexts = (of: MachineReport, language: keyof typeof TEXTS = "en") => verdictOf(of, { shell: LANGUAGES[language].shell, machine: TEXTS[language] }).map(({ text }) => text);

it("says in one sentence that all is right", () => {
  expect(verdictTexts(report([checked("wasm", compared(1e-6)), checked("webgpu", compared(1e-6)), checked("cpu", compared(1e-6))]))).toEqual([
    "All 2 models give the same numbers on WASM, WebGPU and CPU.",
  ]);
  expect(verdictTexts(report([checked("wasm", compared(1e-6))]), "zh-CN")).toEqual(["2 个模型在 WASM 上都给出相同的数值。"]);
});

it("says first what is wrong, and on which backend", () => {
  const [first, second] = verdictTexts(report([checked("wasm", compared(1e-6)), checked("webgpu", compared(0.3))]));
  expect(first).toBe("WebGPU computes wrongly here (vae, compiled: kl, step 2, 3e−1). Automatic does not choose it any more.");
  expect(second).toBe("All 2 models give the same numbers on WASM.");
});

it("mentions coarse rounding, timeouts, cancellation, and that no backend starts", () => {
  expect(verdictTexts(report([checked("webgpu", compared(5e-4))]))[0]).toMatch(/^WebGPU rounds more coarsely/);
  expect(verdictTexts(report([checked("webgl", { kind: "left-out" })]))).toContain("WebGL was not checked in full: a part of it took too long.");
  expect(verdictTexts(report([checked("wasm", compared(1e-6))], false))).toEqual(["Stopped: the rest was not checked."]);
  expect(verdictTexts(report([{ kind: "unavailable", backend: "wasm", detail: "switched off" }]))).toEqual(["No backend could be started."]);
});

it("writes everything as Markdown tables", () => {
  const text = markdownOf(report([checked("webgpu", compared(1e-6)), { kind: "unavailable", backend: "webgl", detail: "no | canvas" }]));
  expect(text).toContain("ELBO Room 0.1.0, 2026-11-21; Firefox 153 on Windows; 8 cores; not cross-origin isolated; took 31 s");
  expect(text).toContain("| WebGPU | right | 1.23 | too slow | 0.0123 | 103 |");
  expect(text).toContain("| WebGL | does not start: no \\| canvas |");
  expect(text).toContain("intel gen-12lp; shader-f16; maxBufferSize 1073741824");
  expect(text).toContain("| vae, compiled | right | kl, step 2, 1e−6 |");
});
