import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PURPOSES } from "../../src/core/run/philox";
import { modelCases } from "../../src/engine/machine/modelCases";

/** Folders whose code reads models only by their definitions. Texts, presets and their claims are about single models. */
const FOLDERS = ["core", "subject/data", "subject/measurements", "subject/metrics", "engine", "course/doctor", "page/app", "page/equations", "page/state", "page/ui", "page/worker"];

/** General terms that are also names in some model. */
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
/** The models that have a name. */
const modelsByName = new Map<string, Set<string>>();
for (const one of modelCases) {
  for (const name of namesOf(one)) if (!WORDS.has(name)) modelsByName.set(name, (modelsByName.get(name) ?? new Set()).add(one.model.id));
}

const sources = FOLDERS.flatMap((folder) => readdirSync(join("src", folder), { recursive: true, withFileTypes: true })
  .filter(({ name }) => /\.tsx?$/.test(name) && !/\.test\.|testing|\.browser\.|modelCases|^texts\./.test(name))
  .map(({ parentPath, name }) => join(parentPath, name)));

/** Finds strings that are compared, looked up, listed or passed. Types and keys of tables do not count. */
const VALUE = /(?:[=!]==\s*|\bcase\s+|[[(,]\s*)"([^"]+)"(?!\s*:)/g;
/** Returns a sentence for each name of a model that is a value in the code. */
const namesIn = (code: string, file: string, named: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] => [...code.matchAll(VALUE)].flatMap(([, name = ""]) => {
  const ids = named.get(name);
  return ids ? [`${file} has "${name}", which is a name in ${[...ids].join(", ")}. If it is a word of the page, rename it in the model, or add it to WORDS here.`] : [];
});
/** Finds networks that are looked up by a role's name. */
const LOOK_UP = /\[\s*"(encoder|decoder|generator|discriminator|critic|prior)"\s*\]/;

describe("outside of the models", () => {
  it("finds code to check", () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(modelsByName.size).toBeGreaterThan(50);
    expect(namesIn('terms.find(({ id }) => id === "kl") ?? noise["eps"]', "app/x.ts", new Map([["kl", new Set(["vae", "wae"])]]))).toEqual([
      'app/x.ts has "kl", which is a name in vae, wae. If it is a word of the page, rename it in the model, or add it to WORDS here.',
    ]);
  });

  it("no code reads a term, a network, a layer or a noise by a literal name", () => {
    expect(sources.flatMap((file) => namesIn(readFileSync(file, "utf8"), file, modelsByName))).toEqual([]);
    expect(sources.filter((file) => LOOK_UP.test(readFileSync(file, "utf8")))).toEqual([]);
  });

  it("only the menu reads a model's menu", () => {
    const readers = sources.filter((file) => /\bmodel\??\.menu\b|\{[^{}\n]*\bmenu\b[^{}\n]*\}\) =>|findModel\([^)]*\)[?!]?\.menu/.test(readFileSync(file, "utf8")));
    expect(readers).toEqual([join("src", "page", "state", "menus.ts")]);
  });
});
