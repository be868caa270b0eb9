import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PURPOSES } from "../../src/core/run/philox";
import { modelCases } from "../../src/engine/machine/modelCases";

/** Folders that speak of models by what they say of themselves. Texts, presets and their claims are about single models. */
const FOLDERS = ["app", "core", "data", "doctor", "engine", "equations", "measurements", "metrics", "state", "ui", "worker"];

/** Words of the house that are also names in some model. */
const WORDS: ReadonlySet<string> = new Set([
  ...PURPOSES, "encoder", "decoder", "generator", "discriminator", "critic", "prior", // roles of networks
  "real", // a kind of hyperparameter
  "code", "pixels", // fields of errors and pictures
  "noise", // a kind of place, and of points
]);

const namesOf = ({ model, h }: (typeof modelCases)[number]): readonly string[] => [
  ...model.objectives.flatMap(({ id, terms }) => [id, `${id}-total`, ...terms.map((term) => term.id)]),
  ...Object.entries(model.networks(h)).flatMap(([name, { layers }]) => [name, ...Object.keys(layers)]),
  ...Object.keys(model.noise(h)),
];
const names = new Set(modelCases.flatMap(namesOf).filter((name) => !WORDS.has(name)));

const sources = FOLDERS.flatMap((folder) => readdirSync(join("src", folder), { recursive: true, withFileTypes: true })
  .filter(({ name }) => /\.tsx?$/.test(name) && !/\.test\.|testing|\.browser\.|modelCases|^texts\./.test(name))
  .map(({ parentPath, name }) => join(parentPath, name)));

/** Where a text in quotes is compared, looked up, listed or handed over. Types and keys of tables are none. */
const VALUE = /(?:[=!]==\s*|\bcase\s+|[[(,]\s*)"([^"]+)"(?!\s*:)/g;
/** Networks by a role's name, too. */
const LOOK_UP = /\[\s*"(encoder|decoder|generator|discriminator|critic|prior)"\s*\]/;

describe("outside of the models", () => {
  it("there is code to look at", () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(names.size).toBeGreaterThan(50);
    expect([...'terms.find(({ id }) => id === "kl")'.matchAll(VALUE)].map(([, name]) => name)).toEqual(["kl"]);
  });

  it("no code reads a term, a network, a layer or a noise by its name in quotes", () => {
    const read = sources.flatMap((file) => [...readFileSync(file, "utf8").matchAll(VALUE)].flatMap(([, name]) =>
      (names.has(name!) ? [`${file}: "${name}"`] : [])));
    expect(read).toEqual([]);
    expect(sources.filter((file) => LOOK_UP.test(readFileSync(file, "utf8")))).toEqual([]);
  });

  it("no code asks for a model's menu but the menu", () => {
    const readers = sources.filter((file) => /\bmodel\??\.menu\b|\{[^{}\n]*\bmenu\b[^{}\n]*\}\) =>|findModel\([^)]*\)[?!]?\.menu/.test(readFileSync(file, "utf8")));
    expect(readers).toEqual([join("src", "state", "menus.ts")]);
  });
});
