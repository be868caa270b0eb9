/** Links, run files, run cards, talk files and commands of each released version mean today what they meant then. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readCommand } from "../embed/protocol";
import { readTalk, writeTalk } from "../features/talk/talkFile";
import { readCheckpoint } from "../state/checkpoint/decode";
import { readRunCard } from "../state/runCardFile";
import { parse } from "../state/urlCodec";

const released = path.join(import.meta.dirname, "../../../e2e/released");
const versions = readdirSync(released).filter((name) => /^\d+\.\d/.test(name));

interface Meaning {
  readonly link: string;
  readonly model: string;
  readonly preset: string | null;
  readonly seed: number;
  readonly hyperparameters: Readonly<Record<string, unknown>>;
}
interface Embedding {
  readonly frame: { readonly link: string; readonly panels: readonly string[]; readonly lock: readonly string[]; readonly without: readonly string[] };
  readonly commands: readonly object[];
}

describe.each(versions)("%s", (version) => {
  const read = (file: string) => readFileSync(path.join(released, version, file));
  const json = <T>(file: string) => JSON.parse(read(file).toString()) as T;

  test.each(json<readonly Meaning[]>("links.json"))("the link $link", ({ link, model, preset, seed, hyperparameters }) => {
    const { config, preset: named, notices } = parse(link);
    expect(notices).toEqual([]);
    expect({ ...config, preset: named && `${named.name}@${named.version}` }).toMatchObject({ model, seed, hyperparameters, preset });
  });

  test("a run file", async () => {
    const { config, snapshot } = await readCheckpoint(new Blob([read("run.safetensors")]));
    const { config: linked } = parse(json<{ link: string }>("run.json").link);
    expect(snapshot.step).toBe(4);
    expect(config).toMatchObject({ model: linked.model, seed: linked.seed, hyperparameters: linked.hyperparameters, then: linked.then });
  });

  test("a run card", async () => {
    const { experiment } = json<{ experiment: object }>("run-card.json");
    const { config, notices } = parse(await readRunCard(new Blob([read("run-card.json")])));
    expect(notices).toEqual([]);
    const { pool, ...known } = config.hyperparameters;
    expect(experiment).toMatchObject({ model: config.model, seed: config.seed, hyperparameters: known });
    expect(pool).toBe("all"); // a setting of later
  });

  test("a talk file is read and written whole", () => {
    const text = read("talk.json").toString();
    const talk = readTalk(text);
    expect([talk.title, talk.moments.length, talk.moments[0]?.note]).toEqual(["Lecture 1 · 第一讲", 1, "Ask what β is for. 问：β 有什么用？"]);
    expect(JSON.parse(writeTalk(talk))).toEqual(JSON.parse(text));
  });

  test("a frame's link and the commands to it", () => {
    const { frame, commands } = json<Embedding>("embedding.json");
    const { embed, notices } = parse(frame.link);
    expect([embed, notices]).toMatchObject([{ panels: frame.panels, locked: frame.lock, without: frame.without, origin: "https://course.example" }, []]);
    for (const command of commands) expect(readCommand(command)).toEqual(command);
  });
});
