/** axe finds nothing serious: light, dark, in lecture mode, on a phone, in both languages, with an error on show. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import { expect, test, type Room } from "./room";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function seriousFindings(room: Room): Promise<string[]> {
  await room.page.evaluate(source); // not by a script tag: the page's content policy forbids those
  const { violations } = await room.page.evaluate(
    () => window.axe.run({ resultTypes: ["violations"] }),
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 160)} ${failureSummary ?? ""}`,
    ));
}

const vae = "preset=first-vae&hidden=16&batch=16&backend=wasm";
const many = "preset=twenty-dimensions&hidden=16&batch=16&backend=wasm";
const cgan = "preset=first-cgan&hidden=16&batch=16&backend=wasm";

const views: readonly { name: string; fragment: string; dark?: boolean; phone?: boolean }[] = [
  { name: "light", fragment: vae },
  { name: "dark", fragment: vae, dark: true },
  { name: "cGAN", fragment: cgan },
  { name: "cGAN, dark", fragment: cgan, dark: true },
  { name: "lecture mode", fragment: `${vae}&present=1` },
  { name: "lecture mode, dark", fragment: `${cgan}&present=1`, dark: true },
  { name: "phone", fragment: vae, phone: true },
  { name: "Chinese", fragment: `${vae}&lang=zh-CN` },
  { name: "Chinese, phone, dark", fragment: `${cgan}&lang=zh-CN`, dark: true, phone: true },
  { name: "traverse", fragment: `${many}&view=traverse` },
  { name: "between, dark", fragment: `${many}&view=between`, dark: true },
  { name: "between, GAN, phone", fragment: `${cgan}&view=between`, phone: true },
  { name: "arithmetic", fragment: `${many}&view=arithmetic` },
  { name: "arithmetic, lecture mode", fragment: `${many}&view=arithmetic&present=1`, dark: true },
  { name: "fill in", fragment: "preset=half-a-digit&hidden=16&batch=16&backend=wasm" },
  { name: "fill in, dark, phone", fragment: "preset=half-a-digit&hidden=16&batch=16&backend=wasm", dark: true, phone: true },
  { name: "notices", fragment: `${vae}&latnet=3&beta=NaN` },
];

for (const { name, fragment, dark = false, phone = false } of views) {
  test(name, async ({ room }) => {
    await room.page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    if (phone) await room.page.setViewportSize({ width: 390, height: 844 });
    await room.visit(fragment);
    await room.trainSteps(20);
    expect(await seriousFindings(room)).toEqual([]);
  });
}

test("an error on show", async ({ room, context, consoleErrors }) => {
  consoleErrors.expect(/Failed to load resource/);
  await context.route("**/mnist/*", (route) => route.abort());
  await room.visit(vae);
  await expect(room.page.getByRole("button", { name: /retry|try again/i })).toBeVisible();
  expect(await seriousFindings(room)).toEqual([]);
});

for (const dark of [false, true]) {
  test(`measurements${dark ? ", dark" : ""}`, async ({ room }) => {
    await room.page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    await room.open(vae);
    await room.page.getByRole("button", { name: "Measure", exact: true }).click();
    await room.page.getByRole("button", { name: "Run: Codes" }).click();
    await expect(room.page.getByText("active dimensions")).toBeVisible();
    expect(await seriousFindings(room)).toEqual([]);
  });
}

for (const phone of [false, true]) {
  test(`the check of the machine${phone ? ", phone, dark" : ""}`, async ({ room }) => {
    await room.page.emulateMedia({ colorScheme: phone ? "dark" : "light", reducedMotion: "reduce" });
    if (phone) await room.page.setViewportSize({ width: 390, height: 844 });
    await room.open(vae);
    await room.page.evaluate(() => window.elboRoom.checkMachine({ backends: ["wasm", "webgpu"], models: ["vae"] }));
    const dialog = room.page.getByRole("dialog", { name: "Check this machine" });
    await dialog.getByText("WASM, in detail").click();
    await expect(dialog.getByRole("table", { name: "What was compared" })).toBeVisible();
    expect(await seriousFindings(room)).toEqual([]);
    const { scrollWidth, clientWidth } = await dialog.evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
    expect(scrollWidth).toBe(clientWidth);
  });
}

test("the contractual names are there", async ({ room }) => {
  await room.open(vae);
  const { page } = room;
  for (const name of ["Train", "Step", "Reset", "Copy link"]) {
    await expect(page.getByRole("button", { name, exact: true })).toBeVisible();
  }
  for (const name of ["Model", "Preset"]) {
    await expect(page.getByRole("combobox", { name, exact: true })).toHaveCount(1);
  }
  await expect(room.status).toBeVisible();
  await expect(page.getByRole("figure", { name: "Loss chart" })).toBeVisible();
  await expect(page.getByRole("figure", { name: "Loss chart" }).locator("table")).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Equation" })).toBeVisible();
  for (const name of ["z1", "z2"]) {
    await expect(room.latentSpace.getByRole("slider", { name, exact: true })).toBeVisible();
  }
  await expect(room.decoded).toBeVisible();
});
