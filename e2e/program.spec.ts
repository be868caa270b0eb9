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

test("the editor says what no loss trains, and shows the values of lines and prints while the run trains the program", async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&latent=2&batch=16&backend=wasm&seed=5&room=lab");
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const code = page.getByRole("region", { name: "Code of the objective" });
  await code.getByRole("button", { name: "Edit" }).click();
  const line = (text: string) => code.locator(".cm-line", { hasText: text });
  const verdict = code.getByRole("status", { name: "Check of the program" });
  await expect(verdict).toContainText("can be trained");
  await line("z = mu").click();
  await page.keyboard.press("Home");
  await page.keyboard.type("log_var = log_var.detach()\n");
  await expect(verdict).toContainText("No loss depends on encoder.log_var: nothing trains it.");
  await expect(verdict).toContainText("log_var.detach() passes no gradient on.");
  await expect(code.locator(".doubtful", { hasText: "log_var.detach()" })).toBeVisible();
  await expect(verdict.getByRole("button", { name: /^Line \d+:$/ })).toHaveCount(2);
  await code.getByRole("button", { name: "Discard my changes" }).click();
  await expect(verdict).not.toContainText("No loss");

  await line("logits = decoder(z)").click();
  await page.keyboard.press("End");
  await page.keyboard.type('\nprint("code", z)');
  await expect(line('print("code"')).toContainText("[16, 2]");
  await code.getByRole("button", { name: "Train this program" }).click();
  const values = code.getByRole("region", { name: "Values of lines" });
  await expect(values.getByRole("figure")).toHaveCount(1); // the print
  await expect(values.getByRole("row", { name: /^gradient/ })).toBeVisible();
  await line("logits = decoder(z)").locator(".shape").click();
  await expect(values.getByRole("figure")).toHaveCount(2);
  await expect(values.getByRole("img", { name: "The first 10 images: value" })).toBeVisible();
  const about = values.getByText(/These are the values at step/);
  const before = await about.textContent();
  await expect(about).not.toHaveText(before!); // they follow the run

  await line("kl = 0.5").first().click();
  await page.keyboard.press("Control+Enter");
  await expect(values.getByText("kl", { exact: true })).toBeVisible();
  await expect(values.getByText("gradient 1", { exact: true })).toBeVisible(); // the weight of the KL is 1
  await values.getByRole("button", { name: "Close" }).click();
  await expect(values.getByRole("figure")).toHaveCount(1);
  await code.getByRole("textbox", { name: "Program, editable" }).press("Control+Home");
  await code.getByRole("button", { name: "Value of the line" }).click();
  await expect(values.getByText("computes no tensor of a training step")).toBeVisible();
});

test("when a loss is not finite, the page names the line and the operation", async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&latent=2&batch=16&backend=wasm&seed=5&room=lab");
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const code = page.getByRole("region", { name: "Code of the objective" });
  await code.getByRole("button", { name: "Edit" }).click();
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText("can be trained");
  await code.locator(".cm-line", { hasText: "loss = reconstruction" }).first().click();
  await page.keyboard.press("End");
  await page.keyboard.type(" + (mu - mu).sqrt().sum()");
  await code.getByRole("button", { name: "Train this program" }).click();
  const says = "In step 1, all values are finite. The gradient of sqrt(0) in (mu - mu).sqrt() is the first that is not.";
  await expect(page.getByRole("alert")).toContainText(says);
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText(says);
  await expect(code.locator(".doubtful").first()).toBeVisible();
});
