/** The list of commands is complete, and finds everything in all languages and by symbol. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { isFixed, isInUse } from "../../../core/model/hyperparameters";
import { step } from "../../../core/run/ids";
import { onPoints } from "../../../subject/data/registry";
import { LANGUAGES } from "../../../core/language";
import { EXERCISE_IDS } from "../../../course/exercises/ids";
import { LESSON_IDS } from "../../../course/lessons/ids";
import { isListed, measurementsOf } from "../../../subject/measurements/registry";
import { models } from "../../../subject/models/registry";
import { presets } from "../../../subject/presets";
import { createAppStore } from "../../state/createAppStore";
import { parse } from "../../state/urlCodec";
import { STUDY_IDS } from "../../../course/studies/ids";
import type { PanelParts } from "../../ui/context";
import { COMMAND_GROUPS, type Command } from "../../ui/kit/commands";
import { pressed } from "../../ui/kit/testing";
import { isOwnPress } from "./key";
import { pageCommands, rewindCommands } from "./pageCommands";
import { search } from "./search";
import { commands as featureCommands } from "../parts";

const store = createAppStore();

async function commandsFor(fragment: string): Promise<readonly Command[]> {
  const { config } = parse(fragment);
  store.setState({ begun: config });
  const parts = { store, session: {} } as unknown as PanelParts; // creating commands calls no action
  return (await Promise.all([pageCommands, ...await featureCommands()].map((create) => create(parts)))).flat();
}

const found = (commands: readonly Command[], query: string) => search(commands, query).flatMap(({ commands: some }) => some.map(({ id }) => id));

let commands: readonly Command[];
beforeAll(async () => {
  vi.stubGlobal("document", { baseURI: "http://room/", querySelector: () => null });
  vi.stubGlobal("navigator", {});
  commands = await commandsFor("preset=first-vae");
  return () => vi.unstubAllGlobals();
});

describe("the list of commands", () => {
  it("has every preset, model, lesson and study, and each feature's commands", () => {
    const ids = commands.map(({ id }) => id);
    const wanted = [
      ...presets.map(({ name }) => `preset:${name}`), ...models.map(({ id }) => `model:${id}`), ...LESSON_IDS.map((id) => `lesson:${id}`), ...EXERCISE_IDS.map((id) => `exercise:${id}`), ...STUDY_IDS.map((id) => `study:${id}`),
      "take-home", "kept-runs", "talk", "own-data", "machine-check", "doctor", "code", "offline", "train", "measure", "room:play", "view:traverse",
    ];
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(commands.filter(({ group }) => !COMMAND_GROUPS.includes(group))).toEqual([]);
  });

  it("rewinds to the earlier step with which the query ends, in all languages", async () => {
    const session = { rewind: vi.fn(async () => step(300)) };
    const parts = { store: createAppStore(), session } as unknown as PanelParts; // rewinding calls nothing else
    const ofQuery = (query: string) => search([...rewindCommands(parts, query), ...commands], query)[0]?.commands[0];
    expect(ofQuery("rewind 300")?.id).not.toBe("rewind-to"); // there is nothing to rewind to
    parts.store.setState({ step: step(5000), keyframes: [step(0), step(4000)] });
    for (const [query, name] of [["rewind 300", "Rewind to step 300"], ["Rewind to step 1,200", "Rewind to step 1,200"], ["4999", "Rewind to step 4,999"], ["回到 300", "Rewind to step 300"]] as const) {
      expect([query, ofQuery(query)?.name.en]).toEqual([query, name]);
    }
    expect(["rewind", "rewind 5000", "3d"].flatMap((query) => rewindCommands(parts, query))).toEqual([]);
    ofQuery("rewind 300")!.run();
    expect(session.rewind).toHaveBeenCalledWith(300);
    const possible = (id: string, more: object) => commands.find((one) => one.id === id)!.possible!({ ...store.getState(), ...more });
    expect([possible("rewind", {}), possible("rewind", { keyframes: [step(0)] }), possible("fork", {}), possible("fork", { rewound: step(0) })]).toEqual([false, true, false, true]);
  });

  it("does not offer what is kept offline where nothing can be kept", () => {
    expect(commands.find(({ id }) => id === "offline")!.possible!(store.getState())).toBe(false);
  });

  it.each(models.map(({ id }) => id))("has every setting and measurement of %s", async (id) => {
    const ids = (await commandsFor(`model=${id}`)).map((command) => command.id);
    const model = models.find((one) => one.id === id)!;
    const { hyperparameters } = store.getState().config;
    const settings = Object.entries(model.hyperparameters).filter(([, spec]) => isInUse(spec, hyperparameters) && !isFixed(spec)).map(([setting]) => `setting:${setting}`);
    const measured = measurementsOf(model, onPoints(hyperparameters) ? "points" : "image").filter(isListed).map((one) => `measure:${one}`);
    expect([...settings, "setting:seed", "setting:model", ...measured].filter((one) => !ids.includes(one))).toEqual([]);
  });

  it("has a name in each language, by which it is among the first that are found", () => {
    for (const language of LANGUAGES) {
      const lost = commands.filter(({ id, name }) => name[language].trim() === "" || !found(commands, name[language]).slice(0, 12).includes(id));
      expect(lost.map(({ id, name }) => `${id}: ${name[language]}`), language).toEqual([]);
    }
    expect(commands.filter(({ name }) => /\p{Script=Han}/u.test(name.en)).map(({ id }) => id)).toEqual(["language:zh-CN"]);
  });
});

describe("search", () => {
  it.each([
    ["β", "setting:beta"], ["beta", "setting:beta"], ["KL weight", "setting:beta"], ["eta", "setting:lr"], ["η", "setting:lr"], ["学习率", "setting:lr"], ["latent size", "setting:latent"],
    ["posterior collapse", "preset:posterior-collapse"], ["训练", "train"], ["dark", "theme"], ["deutlich", undefined], ["view map", "view:map"],
  ])("finds %s first", (query, id) => expect(found(commands, query)[0]).toBe(id));

  it("keeps the groups together, those with better matches first", () => {
    const groups = search(commands, "train").map(({ group }) => group);
    expect(groups[0]).toBe("actions");
    expect(new Set(groups).size).toBe(groups.length);
    expect(search(commands, "  ").map(({ group }) => group)).toEqual(COMMAND_GROUPS);
  });

  it("does not depend on the order of words or on case", () => {
    expect(found(commands, "COLLAPSE posterior")).toContain("preset:posterior-collapse");
  });
});

describe("the key", () => {
  const press = pressed("k", "KeyK");
  it("is Ctrl K, and Cmd K on a Mac", () => {
    expect(isOwnPress({ ...press, ctrlKey: true }, false)).toBe(true);
    expect(isOwnPress({ ...press, key: "K", metaKey: true }, true)).toBe(true);
    expect(isOwnPress({ ...press, ctrlKey: true }, true)).toBe(false);
    expect(isOwnPress({ ...press, metaKey: true }, false)).toBe(false);
    expect(isOwnPress({ ...press, ctrlKey: true, shiftKey: true }, false)).toBe(false);
  });
});
