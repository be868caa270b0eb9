import { describe, expect, it, vi } from "vitest";
import { ElboError } from "../../../core/errors";
import { step } from "../../../core/run/ids";
import { Restarts } from "../../../core/run/restarts";
import type { Backend } from "../../../core/run/runConfig";
import { backendAfterLoss, chooseBackend, gpusToSkip, type Candidates } from "./choose";
import { Unreliable } from "./unreliable";

/** A machine on which only these backends start. */
function machine(there: readonly Backend[], emulated: readonly Backend[] = []) {
  const started: Backend[] = [];
  const missing = (backend: Backend) => new ElboError("backend-unavailable", `no ${backend} here`);
  const candidates: Candidates = {
    async emulated(backend) {
      if (!there.includes(backend)) throw missing(backend);
      return emulated.includes(backend);
    },
    async start(backend) {
      if (!there.includes(backend)) throw missing(backend);
      started.push(backend);
    },
    onTry: () => undefined,
  };
  return { candidates, started };
}

describe("auto", () => {
  it("starts on WASM at once, without asking for a GPU, which the page does meanwhile", async () => {
    const { candidates, started } = machine(["webgpu", "webgl", "wasm", "cpu"]);
    const emulated = vi.spyOn(candidates, "emulated");
    expect(await chooseBackend({ wish: "auto" }, candidates)).toEqual({ wish: "auto", chosen: "wasm", reason: "at-once", trials: [] });
    expect(started).toEqual(["wasm"]);
    expect(emulated).not.toHaveBeenCalled();
  });

  it("reports that there is no alternative if no GPU may be chosen", async () => {
    const { candidates } = machine(["webgpu", "wasm"]);
    expect(await chooseBackend({ wish: "auto", avoid: ["webgpu"] }, candidates)).toMatchObject({ reason: "at-once" });
    expect(await chooseBackend({ wish: "auto", avoid: ["webgpu", "webgl"] }, candidates)).toMatchObject({
      chosen: "wasm", reason: "only-one", trials: [{ backend: "webgpu", kind: "distrusted" }, { backend: "webgl", kind: "distrusted" }],
    });
  });

  it("falls back to a GPU, then to the processor, if WASM does not start, and reports it", async () => {
    const report = await chooseBackend({ wish: "auto" }, machine(["webgl", "cpu"]).candidates);
    expect(report).toMatchObject({ chosen: "webgl", reason: "fell-back" });
    expect(report.trials.map(({ backend }) => backend)).toEqual(["wasm", "webgpu"]);
    expect(await chooseBackend({ wish: "auto" }, machine(["cpu"]).candidates)).toMatchObject({ chosen: "cpu", reason: "fell-back" });
  });

  it("takes the remembered backend, unless it no longer starts", async () => {
    const { candidates } = machine(["wasm", "webgl"]);
    expect(await chooseBackend({ wish: "auto", remembered: "webgl" }, candidates)).toMatchObject({ chosen: "webgl", reason: "remembered" });
    expect(await chooseBackend({ wish: "auto", remembered: "webgpu" }, candidates)).toMatchObject({ chosen: "wasm", reason: "at-once" });
  });
});

it("auto skips a backend that computed wrong results; an explicit request is granted", async () => {
  const all = machine(["wasm", "webgpu", "webgl"]).candidates;
  expect(await chooseBackend({ wish: "auto", avoid: ["wasm", "webgpu"] }, all)).toMatchObject({
    chosen: "webgl", reason: "fell-back", trials: [{ backend: "wasm", kind: "distrusted" }, { backend: "webgpu", kind: "distrusted" }],
  });
  expect(await chooseBackend({ wish: "webgpu", avoid: ["webgpu"] }, all)).toMatchObject({ chosen: "webgpu" });
});

it("GPUs that are emulated or missing need not be tried", async () => {
  expect(await gpusToSkip([], machine(["webgpu", "wasm"], ["webgpu"]).candidates.emulated)).toEqual([
    { backend: "webgpu", kind: "emulated" }, { backend: "webgl", kind: "unavailable", detail: "no webgl here" },
  ]);
  expect(await gpusToSkip(["webgl"], machine(["webgpu"]).candidates.emulated)).toEqual([]);
});

describe("a requested backend", () => {
  it("is used", async () => {
    const report = await chooseBackend({ wish: "cpu" }, machine(["wasm", "cpu"]).candidates);
    expect(report).toEqual({ wish: "cpu", chosen: "cpu", reason: "asked-for", trials: [] });
  });

  it("is replaced by the next one if it does not start, and that is reported", async () => {
    const report = await chooseBackend({ wish: "webgpu" }, machine(["wasm", "cpu"]).candidates);
    expect(report).toMatchObject({ wish: "webgpu", chosen: "wasm", reason: "fell-back" });
    expect(report.trials.map(({ backend }) => backend)).toEqual(["webgpu", "webgl"]);
  });

  it("rejects with the last error if none starts", async () => {
    await expect(chooseBackend({ wish: "cpu" }, machine([]).candidates)).rejects.toMatchObject({ code: "backend-unavailable" });
  });
});

describe("a backend whose device is lost in the middle of a run", () => {
  const lost = new ElboError("backend-lost", "reset");
  const trials = [{ backend: "webgpu", kind: "unavailable", detail: "reset" }];

  it("restarts twice within a minute; then the next one follows", async () => {
    const { candidates, started } = machine(["webgpu", "wasm"]);
    const restarts = new Restarts();
    for (let i = 0; i < 2; i++) {
      const report = await backendAfterLoss("webgpu", { wish: "auto" }, lost, candidates, restarts);
      expect(report).toEqual({ wish: "auto", chosen: "webgpu", reason: "restarted", trials });
    }
    expect(await backendAfterLoss("webgpu", { wish: "auto" }, lost, candidates, restarts)).toMatchObject({ chosen: "wasm", reason: "fell-back" });
    expect(started).toEqual(["webgpu", "webgpu", "wasm"]);
  });

  it("that does not restart is followed by the next one, and each is reported once", async () => {
    const report = await backendAfterLoss("webgpu", { wish: "webgpu" }, lost, machine(["wasm"]).candidates, new Restarts());
    expect(report).toMatchObject({ chosen: "wasm", reason: "fell-back" });
    expect(report.trials.map(({ backend }) => backend)).toEqual(["webgpu", "webgl"]);
  });

  it("that computed wrong results is not used again", async () => {
    const report = await backendAfterLoss("webgpu", { wish: "auto" }, new Unreliable("refused"), machine(["webgpu", "wasm"]).candidates, new Restarts());
    expect(report).toMatchObject({ chosen: "wasm", reason: "fell-back", trials: [{ detail: "refused" }, {}] });
  });

  it("that errs intermittently is not followed by another backend on the same device", async () => {
    const { candidates, started } = machine(["webgpu", "webgl", "wasm"]);
    const found = (reference: "itself" | "wasm") =>
      new Unreliable("wrong", { reference, backTo: step(0), losses: 0.1, gradients: 0.1 });
    expect(await backendAfterLoss("webgpu", { wish: "webgpu" }, found("itself"), candidates, new Restarts())).toMatchObject({ chosen: "wasm", reason: "fell-back" });
    expect(await backendAfterLoss("webgpu", { wish: "webgpu" }, found("wasm"), candidates, new Restarts())).toMatchObject({ chosen: "webgl" });
    expect(started).toEqual(["wasm", "webgl"]);
  });

  it("is not followed by one that computed wrong results", async () => {
    const { candidates, started } = machine(["webgl", "wasm"]);
    expect(await backendAfterLoss("webgpu", { wish: "auto", avoid: ["webgl"] }, lost, candidates, new Restarts())).toMatchObject({ chosen: "wasm" });
    expect(started).toEqual(["wasm"]);
  });
});

describe("after a loss", () => {
  it("a GPU that the processor emulates is passed over, as WASM is faster", async () => {
    const report = await backendAfterLoss("webgpu", { wish: "webgpu" }, new Unreliable("refused"), machine(["webgpu", "webgl", "wasm"], ["webgl"]).candidates, new Restarts());
    expect(report).toMatchObject({ chosen: "wasm", reason: "fell-back", trials: [{ backend: "webgpu" }, { backend: "webgl", kind: "emulated" }] });
  });

  it("a GPU on which eager steps are slower than WASM's is not used through WebGL, either", async () => {
    const error = new Unreliable("slow", { reference: "wasm", backTo: step(0), losses: 0.1, gradients: 0.1 }, true);
    expect(await backendAfterLoss("webgpu", { wish: "auto" }, error, machine(["webgpu", "webgl", "wasm"]).candidates, new Restarts())).toMatchObject({ chosen: "wasm" });
  });
});
