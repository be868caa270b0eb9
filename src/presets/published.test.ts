import { describe, expect, test } from "vitest";
import { check } from "../core/hyperparameters";
import { findModel } from "../models/registry";
import { findPreset, presets, published } from ".";

/**
 * Every preset ever published, in full. A line here never changes and never goes: links to it are out in the
 * world. A new version is a new line.
 */
const FROZEN = `
first-vae@1 vae seed=1 beta=1 lr=0.001 latent=2 hidden=400 batch=128
twenty-dimensions@1 vae seed=1 beta=1 lr=0.001 latent=20 hidden=400 batch=128
posterior-collapse@1 vae seed=1 beta=20 lr=0.001 latent=2 hidden=400 batch=128
holes@1 vae seed=1 beta=0 lr=0.001 latent=2 hidden=400 batch=128
disentangle@1 beta-vae seed=1 beta=4 warmUp=0 freeBits=0 lr=0.001 latent=10 hidden=400 batch=128
first-cgan@1 cgan seed=1 condition=projection batchNorm=on lr=0.0005 discriminatorRate=1 latent=64 hidden=128 batch=128 class=3
ignores-its-label@1 cgan seed=1 condition=concat batchNorm=off lr=0.0002 discriminatorRate=1 latent=64 hidden=128 batch=128 class=3
strong-discriminator@1 cgan seed=1 condition=projection batchNorm=on lr=0.00005 discriminatorRate=20 latent=64 hidden=128 batch=128 class=3
plain-autoencoder@1 ae seed=1 lr=0.001 latent=2 hidden=400 batch=128
convolutional-vae@1 conv-vae seed=1 beta=1 lr=0.001 latent=2 hidden=64 batch=64
class-as-a-knob@1 cvae seed=1 beta=1 lr=0.001 latent=2 hidden=400 batch=128 class=3
learned-likeness@1 vae-gan seed=1 gamma=0.01 lr=0.0003 latent=20 batch=64
first-gan@1 gan seed=1 loss=non-saturating batchNorm=on dropout=0.3 lr=0.0005 discriminatorRate=1 latent=64 hidden=128 batch=128
saturating@1 gan seed=1 loss=saturating batchNorm=off dropout=0 lr=0.0002 discriminatorRate=5 latent=64 hidden=128 batch=128
auxiliary-classifier@1 acgan seed=1 fakeClass=0 lr=0.0005 discriminatorRate=4 latent=64 hidden=128 batch=32 class=3
deep-convolutional@1 dcgan seed=1 lr=0.0005 discriminatorRate=1 latent=64 batch=64 class=3
wasserstein@1 wgan seed=1 clip=0.01 criticSteps=5 lr=0.00005 latent=64 hidden=128 batch=64
gradient-penalty@1 wgan-gp seed=1 architecture=dense lambda=10 criticSteps=5 lr=0.0001 latent=64 hidden=128 batch=64
spectral-norm@1 sngan seed=1 lr=0.0002 discriminatorRate=1 latent=64 hidden=128 batch=128
half-a-digit@1 completion-cvae seed=1 visible=half beta=1 lr=0.001 latent=20 hidden=400 batch=128
half-a-digit-by-gan@1 completion-cgan seed=1 visible=half lambda=0.1 lr=0.0002 discriminatorRate=1 latent=64 hidden=128 batch=128
blurry-or-sharp@1 vae seed=1 beta=1 lr=0.001 likelihood=gaussian sigma=1 pixels=grey latent=20 hidden=400 batch=128
posterior-collapse@2 vae seed=1 beta=40 lr=0.001 likelihood=bernoulli sigma=0.3 pixels=grey latent=2 hidden=400 batch=128
wasserstein@2 wgan seed=1 clip=0.03 criticSteps=5 lr=0.0005 latent=64 hidden=128 batch=64
ignores-its-label@2 cgan seed=1 condition=concat batchNorm=off lr=0.001 discriminatorRate=1 latent=64 hidden=128 batch=128 class=3
mode-collapse@1 gan seed=1 loss=non-saturating batchNorm=off dropout=0 lr=0.005 discriminatorRate=0.1 latent=64 hidden=128 batch=32
`.trim().split("\n");

test("published versions are as they were", () => {
  const written = published.map(({ name, version, model, seed, hyperparameters, ...rest }) => {
    const pairs = Object.entries({ seed, ...hyperparameters, ...rest }).map(([key, value]) => `${key}=${value}`);
    return [`${name}@${version}`, model, ...pairs].join(" ");
  });
  expect(written).toEqual(FROZEN);
});

describe.each(published)("$name@$version", (preset) => {
  const model = findModel(preset.model);

  test("fits its model", () => {
    expect(model).toBeDefined();
    for (const [id, value] of Object.entries(preset.hyperparameters)) {
      expect(check(model!.hyperparameters[id]!, value)).toEqual({ kind: "ok", value });
    }
  });
});

test("versions of a name count up from 1", () => {
  for (const { name, version } of presets) {
    const versions = published.filter((preset) => preset.name === name).map((preset) => preset.version);
    expect(versions).toEqual(Array.from({ length: version }, (_, i) => i + 1));
    expect(findPreset(name).version).toBe(version);
  }
});
