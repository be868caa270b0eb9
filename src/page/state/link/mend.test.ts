/**
 * Links as mail, chats, forms and people pass them on: each is opened as it was meant, or the page says that it is not. Addresses are read as
 * browsers read them (WHATWG URL).
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { pack, unpack } from "../../../subject/models/packed";
import { models } from "../../../subject/models/registry";
import { makeDescribedModels } from "../../../subject/models/testing";
import { presets } from "../../../subject/presets";
import { SMALL_VAE } from "../../../torchSubset/program/smallVae";
import type { Notice } from "../notices";
import { prepareLink } from "../prepare";
import { parse } from "../urlCodec";
import { MANGLINGS } from "./manglings";
import { meantBy } from "./mend";
import { isTidy } from "./tidy";

const BASE = "https://room.example/course/";
const PROGRAM = pack(SMALL_VAE);
const OTHER = pack(SMALL_VAE.replace("beta = 2", "beta = 5"));

const released = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../../../e2e/released/1.0.0/links.json"), "utf8")) as readonly { readonly link: string }[];

/** Links as the page writes them: those of version 1.0.0, one of each model, and of the kinds that are longer. */
const GOLDEN: readonly string[] = [
  ...released.map(({ link }) => link),
  ...models.map(({ id }, i) => {
    const { name, version } = presets.find(({ model }) => model === id)!;
    return `preset=${name}@${version}&seed=${12 + i}&batch=32&stop=500&room=lab`;
  }),
  "preset=first-vae@2&beta=0.5&then=40:beta=3&compare=beta:0.25&z=0.3,-1.2",
  "preset=first-vae@2&lesson=posterior-collapse&guess=kl:0_4_6,free:grows",
  "preset=first-vae@2&exercise=gaussian-kl",
  `preset=first-vae@2&exercise=reparameterise&draft=${PROGRAM}`,
  `program=${PROGRAM}&seed=9&_beta=0.5&z=1,2`,
  `program=${PROGRAM}&seed=9&compare=program:${OTHER}`,
  "preset=first-vae@2&seed=5&embed=1&panels=equation,chart&title=A%20game%20%26%20its%20rules&text=Is%20%CE%B2%20%3D%204%3F%20(yes)&lock=beta&lang=en",
];

/** Returns the link that the page reads from what follows its address. */
function read(written: string) {
  const url = new URL(written, BASE);
  const place = isTidy(url) ? url : meantBy(url);
  return { place, fragment: place.hash };
}

/** Returns what a link opens, and what the page says. A free text may end in signs that were after the link. */
async function opened(fragment: string) {
  await prepareLink(fragment);
  const { notices, linkedDraft = null, question, embed, ...link } = parse(fragment);
  const draft = linkedDraft === null ? null : unpack(linkedDraft);
  const said: readonly Notice[] = linkedDraft !== null && draft === null ? [...notices, { kind: "no-program", why: "damaged", of: "editor" }] : notices;
  const texts = [question?.text, ...question?.answers ?? [], embed?.title, embed?.text].map((text) => (text ?? "").replace(/\s+/g, ""));
  return { link: { ...link, draft, embed: embed && { ...embed, title: null, text: null } }, texts, said };
}

const isMeant = (a: Awaited<ReturnType<typeof opened>>, b: typeof a) =>
  JSON.stringify(a.link) === JSON.stringify(b.link) && b.texts.every((text, i) => a.texts[i]!.startsWith(text));

const REPLACED: readonly string[] = ["no-experiment", "unknown-model", "unknown-preset", "unknown-preset-version", "unknown-part", "no-program"] satisfies readonly Notice["kind"][];
const experimentOf = ({ link: { config: { model, program }, preset, lesson, study, exercise } }: Awaited<ReturnType<typeof opened>>) => JSON.stringify([model, program, preset, lesson, study, exercise]);

beforeAll(makeDescribedModels);

test.each(GOLDEN)("%.60s is not changed, not even where it counts as untidy", async (fragment) => {
  const url = new URL(`#${fragment}`, BASE);
  expect(isTidy(url) || /%|=[A-Z]/.test(fragment)).toBe(true); // texts and packed programs may be what they are not
  expect(meantBy(url)).toMatchObject({ pathname: url.pathname, search: "", hash: url.hash });
  await prepareLink(fragment);
  expect(parse(fragment).notices).toEqual([]);
});

test("names of a program's settings stay, as do questions about keys and characters of HTML", () => {
  for (const fragment of ["program=AAAA&_β=0.5&_ϕ=1", "model=vae&beta=4&ask=如果β=4？", "model=vae&ask=β＆z＝1&lang=zh-CN", "model=vae&ask=1+1=?", "model=vae&ask=%E2%9F%A8%3D1%26lang%3D", "model=vae&embed=1&title=a%C2%ADb&origin=https://[::1]"]) {
    const url = new URL(`#${fragment}`, BASE);
    expect(meantBy(url).hash).toBe(url.hash);
  }
});

test("each link, in each way in which it can be changed, is opened as it was meant, or the page says what is not", async () => {
  let meantCount = 0;
  const silent: string[] = [];
  const said: Record<string, number> = {};
  for (const golden of GOLDEN) {
    const meant = await opened(golden);
    for (const { name, mangle } of MANGLINGS) {
      const written = mangle(golden);
      if (written === `#${golden}`) continue;
      const { fragment } = read(written);
      const found = await opened(fragment);
      const saysFirst = found.said[0] && (experimentOf(found) === experimentOf(meant) || REPLACED.includes(found.said[0].kind));
      if (isMeant(found, meant) && !found.said[0]) meantCount++;
      else if (saysFirst) said[name] = (said[name] ?? 0) + 1;
      else silent.push(`${name}: ${written} -> ${fragment}`);
    }
  }
  expect(silent).toEqual([]);
  // The rest of a list that ends with a comma may have been cut off. Names in a program may differ in case only, so none is corrected.
  expect(said).toEqual({
    '"," after it': 2, "capital letters in keys": 1, "capital letters": 1,
    "one wrong letter of a program": 3, "a program cut": 3, "a program in small letters": 3,
  });
  expect(meantCount).toBe(5495);
}, 120_000);

describe("what may mean more than one thing stays, and the page says so", () => {
  test.each([
    ["#preset=holes2@1&beta=4", "#preset=holes2@1&beta=4", "unknown-preset"],
    ["#preset=first-vae@2&beta=4 and then", "#preset=first-vae@2&beta=4andthen", "adjusted"],
    ["#preset=first-vae@2&beta=1,000", "#preset=first-vae@2&beta=1,000", "adjusted"],
    ["#preset=first-vae@2&z=1.25,-", "#preset=first-vae@2&z=1.25,-", "adjusted"],
    ["#preset=first-vae@2&z=0,5,-1,2", "#preset=first-vae@2&z=0,5,-1,2", "adjusted"],
    ["#preset=first-vae@2&lesson=elbo-trms.", "#preset=first-vae@2&lesson=elbo-trms", "unknown-part"],
    ["#prest=holes@1&beta=4", "#prest=holes@1&beta=4", "no-experiment"],
    ["?room=4&q=model", "", undefined],
  ])("%s", (written, fragment, kind) => {
    expect(read(written).fragment).toBe(fragment);
    expect(parse(fragment).notices[0]?.kind).toBe(kind);
  });

  test("a lesson that does not exist opens Learn", () => {
    expect(parse("preset=first-vae@2&lesson=elbo-trms")).toMatchObject({ lesson: null, room: "learn", notices: [{ kind: "unknown-part", part: "lesson", written: "elbo-trms", used: "first-vae@2" }] });
    expect(parse("preset=first-vae@2&study=x&room=play").room).toBe("play");
  });
});

test("the query and the path lose the link, and keep the rest", () => {
  const placeOf = (written: string) => Object.values(read(written).place instanceof URL ? {} : read(written).place);
  expect(placeOf("?preset=holes@1&utm_source=x")).toEqual(["/course/", "", "#preset=holes@1"]);
  expect(placeOf("index.html?ticket=4#preset=holes@1)")).toEqual(["/course/index.html", "?ticket=4", "#preset=holes@1"]);
  expect(placeOf("%23preset=holes@1?fbclid=4")).toEqual(["/course/", "", "#preset=holes@1"]);
  expect(placeOf("preset=holes@1&beta=4")).toEqual(["/course/", "", "#preset=holes@1&beta=4"]);
});

test.each([
  ["#preset=first-vae@2&ask=Does+it+grow,+or+shrink?", "#preset=first-vae@2&ask=Does%20it%20grow,%20or%20shrink?"],
  ["#preset=first-vae@2&beta=4?fbclid=IwAR123", "#preset=first-vae@2&beta=4"],
  ["#preset=holes@1β=4⟨=es", "#preset=holes@1&beta=4&lang=es"],
  ["#preset=first-vae@2.", "#preset=first-vae@2"],
  ["#preset=first-vae@2&z=1,−1", "#preset=first-vae@2&z=1,-1"],
  ["#preset=first-vae@2&compare=beta:4)", "#preset=first-vae@2&compare=beta:4"],
  ["#preset=first-vae@2&lesson=ELBO-terms).", "#preset=first-vae@2&lesson=elbo-terms"],
])("%s becomes %s", (written, fragment) => {
  expect(read(written).fragment).toBe(fragment);
});

test("numbers may have a decimal comma", () => {
  const { config, comparison, notices } = parse("model=vae&beta=0,5&lr=0,0005&then=300:beta=1,5,500:lr=0,001&compare=beta:0,25");
  expect([config.hyperparameters, config.then, comparison, notices]).toMatchObject([
    { beta: 0.5, lr: 0.0005 }, [{ step: 300, id: "beta", value: 1.5 }, { step: 500, id: "lr", value: 0.001 }], { id: "beta", value: 0.25 }, [],
  ]);
  expect(parse("model=vae&hidden=1,000").notices).toEqual([{ kind: "adjusted", key: "hidden", written: "1,000", used: "400" }]);
});
