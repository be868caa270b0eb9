/** Measures what training reaches: the held-out −ELBO of the VAE after seven epochs, the cGAN's class accuracy after three. */
import { openBenchPage } from "./benchPage";
import { freshPage, openRoom, trainInPage, type Lab } from "./lab";
import { round, type Report } from "./report";

const EPOCHS = 7;
const BATCH = 128;
const STEPS_PER_EPOCH = Math.floor(60_000 / BATCH);
const CGAN_EPOCHS = 3;
/** Nats after the same training in PyTorch 1.13. */
const PYTORCH = "106.73";

/** Trains both models and returns nats and accuracies. */
export async function elbo(lab: Lab): Promise<Report> {
  const vae = await trainVae(lab);
  const cgan = await trainCgan(lab);
  return {
    tables: [
      {
        title: `vae, d = 20, batch ${BATCH}, Adam 1e-3, ${EPOCHS} epochs in the page on WASM; `
          + `nats per image of ${vae.images} test images`,
        columns: ["−ELBO", "reconstruction", "KL", "PyTorch's −ELBO", "training, s", "ms/step"],
        rows: [[
          ...["total", "reconstruction", "kl"].map((column) => vae.values[column]!.toFixed(2)), PYTORCH,
          vae.ms / 1000, vae.ms / vae.steps,
        ]],
      },
      {
        title: "cgan, defaults, on WASM; class accuracy of 10,000 samples, by a classifier that is right on "
          + `${(100 * cgan.judge).toFixed(2)} % of the test images`,
        columns: ["after epoch", "accuracy", ...Array.from({ length: 10 }, (_, k) => String(k))],
        rows: cgan.epochs.map(({ accuracy, byClass }, i) => [
          String(i + 1), `${round(100 * accuracy)} %`, ...byClass.map((share) => `${Math.round(100 * share)} %`),
        ]),
      },
    ],
    targets: [
      { what: "held-out −ELBO", value: vae.values["total"]!, unit: "nats/image", expected: { atMost: 107 } },
      { what: "classifier's own accuracy", value: 100 * cgan.judge, unit: "%", expected: { atLeast: 98 } },
      {
        what: `class accuracy after ${CGAN_EPOCHS} epochs`, unit: "%",
        value: 100 * cgan.epochs.at(-1)!.accuracy, expected: { atLeast: 80 },
      },
    ],
    figures: { vae, cgan },
  };
}

async function trainVae(lab: Lab) {
  const browser = await lab.launch();
  try {
    const page = await freshPage(browser);
    await openRoom(page, lab.address, `model=vae&latent=20&batch=${BATCH}&lr=0.001&backend=wasm`);
    await trainInPage(page, 1); // compilation and the first shard belong to `startup`
    const steps = EPOCHS * STEPS_PER_EPOCH - 1;
    const ms = await trainInPage(page, steps);
    const heldOut = await page.evaluate(() => window.elboRoom.evaluate());
    return { ...heldOut, ms, steps };
  } finally {
    await browser.close();
  }
}

async function trainCgan(lab: Lab) {
  const browser = await lab.launch();
  const bench = await openBenchPage(browser);
  try {
    return await bench.page.evaluate((epochs) => window.bench.judgeCgan(epochs), CGAN_EPOCHS);
  } finally {
    await bench.close();
    await browser.close();
  }
}
