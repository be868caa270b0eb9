import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { engine, tensor } from "@tensorflow/tfjs-core";
import { expect, it, vi } from "vitest";
import { useBackend } from "../../testing";
import { started } from "./wasm";

it("reports that its memory is full, and writes nothing then", async () => {
  await useBackend("wasm");
  const backend = engine().backend as BackendWasm & { wasm: { HEAPU8: Uint8Array } };
  const { wasm } = backend;
  // Emscripten's function does so, too.
  const full = { _malloc: (): number => (full._malloc = () => 0)() };
  backend.wasm = Object.setPrototypeOf(full, wasm) as typeof wasm;
  const onLost = vi.fn();
  started({ wasmPaths: {}, softwareWebgl: false, onLost });
  const lowest = wasm.HEAPU8.slice(0, 4096);
  expect(() => tensor(new Float32Array(1000).fill(7))).toThrow("no room for 4000 more bytes");
  expect(() => tensor([1])).toThrow("no room for 4 more bytes");
  expect(onLost).toHaveBeenCalledTimes(2);
  expect(onLost).toHaveBeenCalledWith(expect.stringContaining("no room"), "full");
  expect(wasm.HEAPU8.slice(0, 4096)).toEqual(lowest);
  backend.wasm = wasm;
});
