/** In a browser that lacks a feature, the page uses the next best one and says so. */
import { expect, test } from "./room";

const tiny = "model=vae&hidden=16&batch=16";

test("no WebGPU: a link that asks for it gets a notice", { tag: "@exhaustive" }, async ({ room }) => {
  const { backend } = await room.open(`${tiny}&backend=webgpu`, "delete Navigator.prototype.gpu;");
  expect(backend).toBe("wasm");
  await expect.poll(() => room.notices.text()).toMatch(/WebGPU failed here\. The run continues with WASM/);
  await room.trainSteps(5);
});

test("no WASM: the run uses the next backend, with a notice", { tag: "@exhaustive" }, async ({ room }) => {
  room.expectErrors(/wasm|WebAssembly/i);
  const { backend } = await room.open(`${tiny}&backend=wasm`, "", "delete self.WebAssembly;");
  expect(["cpu", "webgl"]).toContain(backend);
  await expect.poll(() => room.notices.text()).toMatch(/WASM failed here\. The run continues with (CPU|WebGL)/);
  await room.trainSteps(3);
});

test("no SIMD: eager steps, and the reason", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(`${tiny}&backend=wasm`, "", "WebAssembly.validate = () => false;");
  await expect.poll(() => room.info()).toMatchObject({ backend: "wasm", engineMode: "eager", engine: { reason: "no-simd" } });
  await room.part("button", "backend WASM, eager").click();
  await expect.poll(() => room.part("dialog", "Compute backend").text()).toMatch(/lacks the instructions \(SIMD\)/);
  await room.trainSteps(5);
});

/** Imitates a browser without module workers, which ignores the option. */
const noModules = "const Plain = Worker; window.Worker = class { constructor(address) { return new Plain(address); } };";

for (const [what, before] of Object.entries({ "no module workers": noModules, "no workers at all": "delete window.Worker;" })) {
  test(`${what}: a sentence in place of the page`, { tag: "@exhaustive" }, async ({ room }) => {
    await room.tab.go(room.address("", before));
    await expect.poll(() => room.evaluate(() => document.querySelector("[role=alert]")?.textContent)).toMatch(/cannot run module workers/);
  });
}

test("an invalid language tag: the page opens all the same", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(tiny, 'Object.defineProperty(navigator, "language", { configurable: true, value: "C" });');
  expect(await room.trainSteps(3)).toBe("reached");
});
