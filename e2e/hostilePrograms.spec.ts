/** Programs that take too much are refused, wherever they come from, and the page answers meanwhile. */
import { strToU8 } from "fflate";
import { pack } from "../src/subject/models/packed";
import { SMALL_VAE } from "../src/torchSubset/program/smallVae";
import { expect, test, type Room } from "./room";

/** 41 tuples, of which each has the one before twice: whoever goes through all leaves never ends. */
const SHARED = "t = (int,)\nfor i in range(40):\n    t = (t, t)\n";
const ENDLESS = `${SHARED}print(isinstance("a", t))\n`;

/** The page shows another room at once, while the program is executed or when it has been refused. */
async function answers({ page }: Room): Promise<void> {
  await expect(async () => { // until the page's own radio is there instead of the shell's
    await page.getByRole("radio", { name: "Learn" }).click();
    await expect(page.getByRole("radio", { name: "Learn" })).toBeChecked({ timeout: 1000 });
  }).toPass();
  await page.getByRole("radio", { name: "Lab" }).click();
}

test("a link with a program that does not end opens the first preset, and says why", async ({ room }) => {
  await room.page.goto(`./#program=${pack(ENDLESS)}&room=lab`);
  await answers(room);
  await expect(room.page.getByText("This page cannot train the link’s program")).toBeVisible();
  await answers(room);
  await room.trainSteps(2);
});

test("a second run with such a program is left out", async ({ room }) => {
  await room.page.goto(`./#model=vae&hidden=16&batch=16&backend=wasm&compare=program:${pack(ENDLESS)}&room=lab`);
  await answers(room);
  await expect(room.page.getByText("Only run A was opened.")).toBeVisible();
  await room.trainSteps(2);
});

test("a file with such a program is refused, and the run stays", async ({ room }) => {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&seed=3&room=lab");
  const config = { program: ENDLESS, seed: 1, backend: "auto", hyperparameters: {} };
  const header = JSON.stringify({ __metadata__: { format: "elbo-room", version: "1", model: "program-0123456789abcdef", config: JSON.stringify(config), step: "2", page: "1.0.0", checksum: "00000000" } });
  const file = new Uint8Array(8 + header.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(strToU8(header), 8);
  await room.load({ name: "endless.safetensors", mimeType: "application/octet-stream", buffer: Buffer.from(file) });
  await answers(room);
  await expect(room.page.getByText("program-0123456789abcdef")).toBeVisible();
  expect((await room.info()).hyperparameters["hidden"]).toBe(16);
  await room.trainSteps(2);
});

test("a program that takes too much with another value of a constant trains, and refuses that value", async ({ room }) => {
  const { page } = room;
  const program = SMALL_VAE.replace("hidden = 8\n", `hidden = 8\nif beta < 2:\n${ENDLESS.replaceAll(/^(?=.)/gm, "    ")}`);
  await page.goto(`./#model=vae&hidden=16&batch=16&backend=wasm&room=lab&draft=${pack(program)}`);
  const code = page.getByRole("region", { name: "Code of the objective" });
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText("can be trained");
  await code.getByRole("button", { name: "Train this program" }).click();
  await page.getByRole("button", { name: "More tools" }).click(); // the page answers
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(2);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  const beta = page.getByRole("textbox", { name: /beta/ });
  await beta.fill("1");
  await beta.press("Enter");
  await expect(page.getByText("The program does not work with these settings")).toBeVisible();
  expect((await room.info()).hyperparameters["beta"]).toBe(2);
});

test("a program that fails in a later step stops with its reason, and what it has trained can be saved", async ({ room }) => {
  const program = SMALL_VAE.replace("for x in loader:", "step = 0\nfor x in loader:").replace("beta * kl", "beta / (step - 1500) * kl").replace("    optimiser.step()\n", "    optimiser.step()\n    step += 1\n");
  await room.open(`program=${pack(program)}&backend=wasm&room=lab`);
  await room.train.click();
  const alert = room.page.getByRole("alert");
  await expect(alert).toContainText("The program cannot be trained further");
  await alert.getByText("Details", { exact: true }).click();
  await expect(alert).toContainText("This divides by zero.");
  const { step } = await room.info();
  expect(step).toBeGreaterThan(1000);
  expect((await room.save()).name).toContain(`step${step}`);
});
