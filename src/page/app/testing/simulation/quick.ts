/** Tests that import this before anything else skip slow work that makes no calls that can fail. */
import { vi } from "vitest";

// The map of codes takes half of a session's real time. Its calls are like those of the other pictures.
vi.mock("../../watch", async (original) => {
  const { watchOf, ...real } = await original<typeof import("../../watch")>();
  return { ...real, watchOf: (state: Parameters<typeof watchOf>[0]) => ({ ...watchOf(state), codes: null, manifold: null }) };
});
// Each session prepares the same drawings, which takes seconds.
vi.mock("../../../../subject/data/own/drawn", async (original) => {
  const { filesOfDrawings, ...real } = await original<typeof import("../../../../subject/data/own/drawn")>();
  const given = new Map<string, ReturnType<typeof filesOfDrawings>>();
  return { ...real, filesOfDrawings: (...drawn: Parameters<typeof filesOfDrawings>) => {
    const key = JSON.stringify(drawn);
    if (!given.has(key)) given.set(key, filesOfDrawings(...drawn));
    return given.get(key);
  } };
});
vi.mock("../../../../subject/data/own/prepare", async (original) => {
  const { prepare, ...real } = await original<typeof import("../../../../subject/data/own/prepare")>();
  const prepared = new WeakMap<object, Awaited<ReturnType<typeof prepare>>>();
  return { ...real, prepare: async (...[given, wishes, onProgress]: Parameters<typeof prepare>) => {
    onProgress!(0);
    if (!prepared.has(given)) prepared.set(given, await prepare(given, wishes));
    return structuredClone(prepared.get(given)); // the buffers of an answer are transferred
  } };
});
