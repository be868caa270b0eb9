/** "Check this machine": opened by link and by button, right on every emulated backend; it detects a backend that computes wrong numbers. */
import type { BackendChecked, MachineReport } from "../src/core/browser/machine";
import { gradeOfBackend } from "../src/core/browser/machine";
import type { CheckOptions } from "../src/page/features/machineCheck/slice";
import { expect, launchedWith, SWIFTSHADER_WEBGL, SWIFTSHADER_WEBGPU, test, type Room } from "./room";
import { runFirstInWorker } from "./workerLines";

test.use(launchedWith(...SWIFTSHADER_WEBGPU, ...SWIFTSHADER_WEBGL));
test.setTimeout(180_000);

const tiny = "model=vae&hidden=16&batch=16&backend=wasm";
const dialogOf = (room: Room) => room.page.getByRole("dialog", { name: "Check this machine" });
const check = (room: Room, request: CheckOptions): Promise<MachineReport> =>
  room.page.evaluate((it) => window.elboRoom.checkMachine(it), request);

/** Expects the report to have each backend's cost and no personal data. */
async function expectReport(room: Room): Promise<void> {
  await check(room, { backends: ["wasm"], models: ["vae"], kernels: false });
  const dialog = dialogOf(room);
  await dialog.getByRole("button", { name: "Copy report" }).click();
  await expect(dialog.getByText(/^Copied\./)).toBeVisible();
  const text = await room.page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/Chrom\w* \d+ on Linux; \d+ cores/);
  expect(text).toMatch(/\| WASM \| right \| [\d.,]+ \|/);
  const { userAgent, language } = await room.page.evaluate(() => ({ userAgent: navigator.userAgent, language: navigator.language }));
  for (const telling of [userAgent, "Mozilla", "AppleWebKit", language, "127.0.0.1"]) expect(text).not.toContain(telling);
}

async function expectRefusals(room: Room): Promise<void> {
  const refusal = (request: object) => room.page.evaluate((it) =>
    window.elboRoom.checkMachine(it as CheckOptions).then(() => null, ({ code }: { code: string }) => code), request);
  expect(await refusal({ models: ["nvae"] })).toBe("bad-setting");
  expect(await refusal({ backends: ["cuda"] })).toBe("bad-setting");
}

test("#check starts when the page is ready, preserves the experiment, and is stopped by the button and by closing; it has a report; unknown ids are refused", async ({ room, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await room.visit(`${tiny}&check`);
  const dialog = dialogOf(room);
  await expect(dialog.getByRole("progressbar", { name: "Progress of the check" })).toBeVisible();
  await expect(dialog.getByText(/^WASM: /)).toBeVisible();
  expect((await room.info()).hyperparameters).toMatchObject({ hidden: 16, batch: 16 });
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(dialog.getByText("Stopped: the rest was not checked.")).toBeVisible();
  await dialog.getByRole("button", { name: "Run again" }).click();
  await expect(dialog.getByRole("progressbar")).toBeVisible();
  await room.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await room.trainSteps(3);
  expect((await room.info()).step).toBe(3);
  await expectReport(room);
  await expectRefusals(room);
});

test("from the backend's dialog, during training: the run is paused and stays unchanged", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("model=vae&backend=wasm"); // full size: with shorter steps a page that is painted in software is too busy to answer
  await room.train.click();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(2);
  await room.status.getByRole("button").click();
  await room.page.getByRole("button", { name: "Check this machine" }).click();
  const dialog = dialogOf(room);
  await expect(dialog.getByText(/^WASM: /)).toBeVisible();
  await expect.poll(async () => (await room.info()).phase).toBe("paused");
  const { step } = await room.info();
  await expect(dialog.getByRole("row", { name: /^WASM/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();
  expect((await room.info()).step).toBe(step);
  expect(Object.values(await room.losses())[0]).toHaveLength(step);
});

test("every emulated backend is right, and its cost is shown", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(tiny);
  const report = await check(room, { backends: ["wasm", "webgpu", "webgl"], models: ["vae"], kernels: false });
  expect(report.complete).toBe(true);
  const backends = report.backends as BackendChecked[];
  expect(backends.map(({ backend, kind, models }) => [backend, kind, models.map(({ mode }) => mode)])).toEqual([
    ["wasm", "checked", ["compiled"]], ["webgpu", "checked", ["compiled", "eager"]], ["webgl", "checked", ["eager"]],
  ]);
  for (const { backend, facts, costs, pace, models } of backends) {
    expect(models.every(({ finding }) => finding.kind === "compared" && finding.comparisons > 30)).toBe(true);
    expect(costs!.operationMs).toBeGreaterThan(0);
    expect(pace).toEqual([{ model: "vae", msPerStep: expect.any(Number) }]);
    if (backend !== "wasm") expect(facts.device).toMatch(/swiftshader/i);
  }
  const dialog = dialogOf(room);
  await expect(dialog.getByText("The model gives the same numbers on WASM, WebGPU and WebGL.")).toBeVisible();
  for (const name of ["WASM", "WebGPU", "WebGL"]) {
    await expect(dialog.getByRole("row", { name: new RegExp(`^${name} ✓? ?right [\\d.,]+ `) })).toBeVisible();
  }
});

test("kernels are compared with double precision", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(tiny);
  const { backends: [wasm] } = await check(room, { backends: ["wasm"], models: [] });
  const { kernels } = wasm as BackendChecked;
  expect(kernels).toHaveLength(5);
  expect(kernels.every(({ finding }) => finding.kind === "compared" && finding.worst.off > 0)).toBe(true);
  expect(gradeOfBackend(wasm as BackendChecked)).toBe("right");
});

test("a backend that computes wrong numbers is detected, and not chosen until it is right", { tag: "@exhaustive" }, async ({ room }) => {
  let lies = 0;
  await room.page.context().route("**/assets/*.js", async (route) => {
    const response = await route.fetch();
    const honest = await response.text();
    const body = honest.replaceAll("W[i] - k.rate", "W[i] - 1.1 * k.rate");
    if (body !== honest) lies++;
    await route.fulfill({ response, body });
  });
  await room.open(tiny);
  const request: CheckOptions = { backends: ["wasm", "webgpu"], models: ["vae"], kernels: false };
  const { backends } = await check(room, request);
  expect(lies).toBeGreaterThan(0);
  expect((backends as BackendChecked[]).map(gradeOfBackend)).toEqual(["right", "wrong"]);
  const dialog = dialogOf(room);
  await expect(dialog.getByText(/^WebGPU computes wrongly here \(vae, eager: .*\)\. Automatic does not choose it any more\.$/)).toBeVisible();
  await expect(dialog.getByRole("row", { name: /^WebGPU ✗? ?wrong/ })).toBeVisible();
  await room.openByHandle("model=vae&hidden=16&batch=16");
  const { report } = await room.info();
  expect(report!.trials).toContainEqual({ backend: "webgpu", kind: "distrusted" });
  expect(report!.chosen).not.toBe("webgpu");
});

test("a run begins on WASM at once; a GPU is measured meanwhile, for the next run", { tag: "@exhaustive" }, async ({ room, context }) => {
  const disguised = 'Object.defineProperty(GPUAdapter.prototype, "info", { value: undefined });'; // hides that the GPU is emulated
  await runFirstInWorker(context, disguised, /assets\/(host|machineHost)-.*\.js/);
  await room.open(tiny.replace("backend=wasm", "backend=auto"));
  expect((await room.info()).backend).toBe("wasm");
  await room.status.getByRole("button").click();
  const dialog = room.page.getByRole("dialog", { name: "Compute backend" });
  await expect(dialog).toContainText("WASM is used because it starts at once.");
  await expect(dialog.getByRole("list", { name: "Measured" })).toContainText(/WASM.* ms per step.*WebGPU.* ms per step/s, { timeout: 30_000 });
  const remembered = await room.page.evaluate(() => localStorage.getItem("elbo-room.backend.vae"));
  expect(remembered).toMatch(/^wasm@\d+$/);
  expect((await room.info()).backend).toBe("wasm");
});
