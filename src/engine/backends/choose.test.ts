import { describe, expect, it, vi } from "vitest";
import { ElboError } from "../../core/errors";
import { millis } from "../../core/ids";
import type { Backend } from "../../core/runConfig";
import { afterLoss, chooseBackend, type Candidates } from "./choose";

/** Milliseconds per step by backend; absent: does not start. */
function machine(speeds: Partial<Record<Backend, number>>, emulated: readonly Backend[] = []) {
  let active: Backend | null = null;
  const running = new Set<Backend>();
  const started: Backend[] = [];
  const missing = (backend: Backend) => new ElboError("backend-unavailable", `no ${backend} here`);
  const candidates: Candidates = {
    async emulated(backend) {
      if (speeds[backend] === undefined) throw missing(backend);
      return emulated.includes(backend);
    },
    async start(backend) {
      if (speeds[backend] === undefined) throw missing(backend);
      started.push(backend);
      running.add(backend);
      active = backend;
    },
    async use(backend) { active = backend; },
    stop: (backend) => void running.delete(backend),
    measure: async (limit) => {
      const ms = speeds[active!]!;
      return ms > limit ? null : millis(ms);
    },
    onTry: () => undefined,
  };
  return { candidates, started, running, active: () => active };
}

describe("auto", () => {
  it("takes the fastest of those that start, and stops the others", async () => {
    const { candidates, running, active } = machine({ wasm: 20, webgpu: 3, webgl: 8, cpu: 400 });
    const report = await chooseBackend({ wish: "auto" }, candidates);
    expect(report).toMatchObject({ chosen: "webgpu", reason: "fastest" });
    expect(report.trials.map(({ backend, kind }) => [backend, kind])).toEqual([
      ["wasm", "measured"], ["webgpu", "measured"], ["webgl", "measured"],
    ]);
    expect([...running]).toEqual(["webgpu"]);
    expect(active()).toBe("webgpu");
  });

  it("passes over a GPU that is emulated, and says so", async () => {
    const { candidates, started } = machine({ wasm: 20, webgpu: 900, webgl: 8 }, ["webgpu"]);
    const report = await chooseBackend({ wish: "auto" }, candidates);
    expect(report).toMatchObject({ chosen: "webgl", reason: "fastest" });
    expect(report.trials).toContainEqual({ backend: "webgpu", kind: "emulated" });
    expect(started).toEqual(["wasm", "webgl"]);
  });

  it("measures nothing where there is nothing to compare WASM with", async () => {
    const { candidates, started } = machine({ wasm: 20, webgpu: 900 }, ["webgpu"]);
    const measure = vi.spyOn(candidates, "measure");
    expect(await chooseBackend({ wish: "auto" }, candidates)).toEqual({
      wish: "auto", chosen: "wasm", reason: "only-one", trials: [
        { backend: "webgpu", kind: "emulated" }, { backend: "webgl", kind: "unavailable", detail: "no webgl here" },
      ],
    });
    expect(started).toEqual(["wasm"]);
    expect(measure).not.toHaveBeenCalled();
  });

  it("gives up on a GPU that does not come to an end", async () => {
    const report = await chooseBackend({ wish: "auto" }, machine({ wasm: 20, webgpu: 9000 }).candidates);
    expect(report).toMatchObject({ chosen: "wasm", reason: "only-one" });
    expect(report.trials).toContainEqual({ backend: "webgpu", kind: "too-slow", limit: 4000 });
  });

  it("falls to the processor when nothing else starts, and says so", async () => {
    const report = await chooseBackend({ wish: "auto" }, machine({ cpu: 400 }).candidates);
    expect(report).toMatchObject({ chosen: "cpu", reason: "fell-back" });
    expect(report.trials).toHaveLength(3);
  });

  it("takes what was remembered without measuring, unless it does not start any more", async () => {
    const { candidates } = machine({ wasm: 20, webgl: 8 });
    expect(await chooseBackend({ wish: "auto", remembered: "wasm" }, candidates)).toMatchObject({ chosen: "wasm", reason: "remembered" });
    expect(await chooseBackend({ wish: "auto", remembered: "webgpu" }, candidates)).toMatchObject({ chosen: "webgl", reason: "fastest" });
  });
});

it("auto leaves out what was found to compute wrongly; a wish for it is granted", async () => {
  const speeds = { wasm: 20, webgpu: 3, webgl: 8 };
  const report = await chooseBackend({ wish: "auto", avoid: ["webgpu"] }, machine(speeds).candidates);
  expect(report).toMatchObject({ chosen: "webgl", reason: "fastest" });
  expect(report.trials).toContainEqual({ backend: "webgpu", kind: "distrusted" });
  expect(await chooseBackend({ wish: "webgpu", avoid: ["webgpu"] }, machine(speeds).candidates)).toMatchObject({ chosen: "webgpu" });
});

describe("a wish", () => {
  it("is granted without measuring", async () => {
    const report = await chooseBackend({ wish: "cpu" }, machine({ wasm: 1, cpu: 400 }).candidates);
    expect(report).toEqual({ wish: "cpu", chosen: "cpu", reason: "asked-for", trials: [] });
  });

  it("falls to the next one aloud when it cannot be", async () => {
    const report = await chooseBackend({ wish: "webgpu" }, machine({ wasm: 20, cpu: 400 }).candidates);
    expect(report).toMatchObject({ wish: "webgpu", chosen: "wasm", reason: "fell-back" });
    expect(report.trials.map(({ backend }) => backend)).toEqual(["webgpu", "webgl"]);
  });

  it("for nothing that starts ends in the last error", async () => {
    await expect(chooseBackend({ wish: "cpu" }, machine({}).candidates)).rejects.toMatchObject({ code: "backend-unavailable" });
  });
});

it("a lost backend is followed by the next one", async () => {
  const { candidates } = machine({ webgpu: 1, wasm: 20 });
  const report = await afterLoss("webgpu", { wish: "auto" }, new ElboError("backend-lost", "reset"), candidates);
  expect(report).toMatchObject({ chosen: "wasm", reason: "fell-back" });
  expect(report.trials[0]).toEqual({ backend: "webgpu", kind: "unavailable", detail: "reset" });
});

it("a lost backend is not followed by one that was found to compute wrongly", async () => {
  const { candidates, started } = machine({ webgpu: 1, webgl: 3, wasm: 20 });
  const lost = new ElboError("backend-lost", "reset");
  expect(await afterLoss("webgpu", { wish: "auto", avoid: ["webgl"] }, lost, candidates)).toMatchObject({ chosen: "wasm" });
  expect(started).toEqual(["wasm"]);
});
