/** The program of a model is edited, trained, shared and reopened. */
import { expect, test } from "./room";

test("a reader adds a term to the program, sees shapes and mistakes while writing, and trains it; its link opens the same run", async ({ room, anotherRoom }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&latent=2&batch=16&backend=wasm&seed=5&room=lab");
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const code = page.getByRole("region", { name: "Code of the objective" });
  await code.getByRole("button", { name: "Edit" }).click();
  const line = (text: string) => code.locator(".cm-line", { hasText: text });
  await expect(line("logits = decoder(z)")).toContainText("[16, 784]");
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText("can be trained");

  await line("logits = decoder(z)").click();
  await page.keyboard.press("End");
  await page.keyboard.type("\nsize = decoder(x).sum()");
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText("mat1 and mat2 shapes cannot be multiplied (16x784 and 2x16)");
  const train = code.getByRole("button", { name: "Train this program" });
  await expect(train).toBeDisabled();
  await page.reload(); // nothing is lost
  await page.getByRole("button", { name: "Code", exact: true }).click();
  await code.getByRole("button", { name: "Edit" }).click();
  await expect(code.getByText("This is the program that you were writing.")).toBeVisible();
  await line("size = decoder(x)").click();
  await page.keyboard.press("End");
  for (let i = 0; i < "decoder(x).sum()".length; i++) await page.keyboard.press("Backspace");
  await page.keyboard.type("0.01 * (decoder[0].weight**2).sum()");
  await line("loss = reconstruction").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" + size");
  await train.click();

  await expect(page.getByRole("region", { name: "Equation" }).getByText("size", { exact: true }).first()).toBeVisible();
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText("The run trains this program.");
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(20);
  await page.getByRole("slider", { name: "beta" }).press("ArrowRight");
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByRole("button", { name: "Train", exact: true })).toBeEnabled();
  const { step, fragment } = await room.info();
  const losses = await room.losses();
  expect(Object.keys(losses)).toEqual(["reconstruction", "kl", "size", "total"]);
  expect(fragment).toMatch(/^program=[\w-]{500,}&seed=5/);

  const other = await anotherRoom();
  await other.open(fragment.replace(/&at=\d+/, ""));
  await other.trainSteps(step);
  expect(await other.losses()).toEqual(losses);
});

test("a program that never ends and one that is no Python are refused while the page stays usable", async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&room=lab");
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const code = page.getByRole("region", { name: "Code of the objective" });
  await code.getByRole("button", { name: "Edit" }).click();
  const editor = code.getByRole("textbox", { name: "Program, editable" });
  const verdict = code.getByRole("status", { name: "Check of the program" });
  await expect(verdict).toContainText("can be trained");
  for (const [program, says] of [["while True: pass", "more than"], ["lambda lambda", "This is not Python."], ["import os", "no module"], ["x = 1", "trains nothing"]] as const) {
    await editor.press("Control+a");
    await page.keyboard.insertText(program);
    await expect(verdict).toContainText(says);
  }
  await room.trainSteps(2);
  await code.getByRole("button", { name: "Discard my changes" }).click();
  await expect(verdict).toContainText("can be trained");
});
