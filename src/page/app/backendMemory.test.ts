/** The page remembers backends between visits, if they are still valid. */
import { describe, expect, test } from "vitest";
import { createBackendMemory } from "./backendMemory";

function visits() {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  return { stored, visit: (threads = 1) => createBackendMemory(() => storage, () => threads) };
}

const vae = { model: "vae" };
const eager = { model: "vae", engine: "eager" } as const;

describe("the backend that was the fastest", () => {
  test("is recalled on the next visit, for the same model and the same engine", () => {
    const { visit } = visits();
    visit().keep(vae, "webgpu");
    expect(visit().recall(vae)).toBe("webgpu");
    expect(visit().recall({ model: "vae", engine: "auto" })).toBe("webgpu");
    expect(visit().recall(eager)).toBeUndefined();
    expect(visit().recall({ model: "cgan" })).toBeUndefined();
  });

  test("is measured again if an earlier version measured it in another way", () => {
    const { visit, stored } = visits();
    stored.set("elbo-room.backend.vae", "webgl"); // as written when steps were eager only
    expect(visit().recall(vae)).toBeUndefined();
    stored.set("elbo-room.backend.vae", "wasm@3"); // as written when the time of readbacks was part of the steps' time
    expect(visit().recall(vae)).toBeUndefined();
    visit().keep(vae, "wasm");
    expect(visit().recall(vae)).toBe("wasm");
    expect(stored.size).toBe(1);
  });

  test("is measured again with another number of threads, from which WASM may profit", () => {
    const { visit } = visits();
    visit().keep(vae, "webgpu");
    expect(visit(3).recall(vae)).toBeUndefined();
    visit(3).keep(vae, "wasm");
    expect(visit(3).recall(vae)).toBe("wasm");
    expect(visit(4).recall(vae)).toBeUndefined();
    expect(visit().recall(vae)).toBeUndefined();
  });

  test("is stored for each number of threads, even if that changes during the visit", () => {
    let threads = 1;
    const memory = createBackendMemory(() => { throw new Error("forbidden"); }, () => threads);
    memory.keep(vae, "webgpu");
    threads = 3;
    expect(memory.recall(vae)).toBeUndefined();
  });

  test("is forgotten when it has failed", () => {
    const { visit } = visits();
    const memory = visit();
    memory.keep(vae, "webgpu");
    memory.keep(eager, "webgl");
    memory.forget(vae);
    expect(memory.recall(vae)).toBeUndefined();
    expect(visit().recall(vae)).toBeUndefined();
    expect(visit().recall(eager)).toBe("webgl");
  });

  test("is known until the page goes where nothing can be stored", () => {
    const memory = createBackendMemory(() => { throw new Error("forbidden"); });
    memory.keep(vae, "wasm");
    expect(memory.recall(vae)).toBe("wasm");
    memory.forget(vae);
    expect(memory.recall(vae)).toBeUndefined();
  });
});

describe("a backend that a check found wrong", () => {
  test("is distrusted on the next visit, and not recalled though it was the fastest", () => {
    const { visit } = visits();
    visit().keep(vae, "webgpu");
    visit().trust("webgpu", false);
    expect(visit().distrusted()).toEqual(["webgpu"]);
    expect(visit().recall(vae)).toBeUndefined();
  });

  test("is trusted again once it was found right, or by another version of the page", () => {
    const { visit, stored } = visits();
    visit().trust("webgpu", false);
    visit().trust("webgl", false);
    visit().trust("webgpu", true);
    expect(visit().distrusted()).toEqual(["webgl"]);
    stored.set("elbo-room.distrusted", "0.0.1 webgl");
    expect(visit().distrusted()).toEqual([]);
    visit().trust("webgl", true);
    expect(stored.size).toBe(0);
  });

  test("is known until the page goes where nothing can be stored", () => {
    const memory = createBackendMemory(() => { throw new Error("forbidden"); });
    expect(memory.distrusted()).toEqual([]);
    memory.trust("webgl", false);
    expect(memory.distrusted()).toEqual(["webgl"]);
  });
});
