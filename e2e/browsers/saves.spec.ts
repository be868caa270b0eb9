/** Figures are saved as vector files, whose typefaces and pictures the browser itself has to read. */
import { readFileSync } from "node:fs";
import { expect, test } from "./room";

test("a figure is saved as an SVG with outlined text, and as a PDF", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("preset=first-vae&backend=wasm&hidden=16&batch=16&room=lab");
  await room.trainSteps(20);
  await expect.poll(() => room.part("button", "Take home: figures, numbers, decoder").count()).toBe(1);
  await room.part("button", "Take home: figures, numbers, decoder").click();
  await room.part("radio", "Latent space").click();
  await room.part("button", "Save").click();
  const svg = readFileSync(await room.downloaded(".svg"), "utf8");
  expect([svg.includes('aria-label="A first VAE (first-vae@2) · '), svg.includes("<text")]).toEqual([true, false]);
  await room.part("radio", "PDF").click();
  await room.part("button", "Save").click();
  const pdf = readFileSync(await room.downloaded(".pdf"), "latin1");
  expect([pdf.slice(0, 7), pdf.trimEnd().slice(-5)]).toEqual(["%PDF-1.", "%%EOF"]);
});
