import { describe, expect, it } from "vitest";
import { findModel } from "../../subject/models/registry";
import type { Role } from "../model/network";
import { callsOf, networksAt, stageOf, stopsOf, type CallTrace, type ObjectiveTrace } from "./slowMotion";

const gradient = { values: new Float32Array(1), size: 1 };
const call = (network: string, role: Role, layer: string, moved = false): CallTrace => ({
  network, role, layer, shape: [1], values: new Float32Array(1), calls: 1, size: 1, gradient: moved ? gradient : null,
});
const move = (seen: Partial<ObjectiveTrace>): ObjectiveTrace => ({
  objective: "a", updates: 1, x: null, noise: [], calls: [], code: null, made: null, losses: {}, moved: [], ...seen,
});

const x = new Float32Array(8);
const noise = [{ name: "eps", purpose: "eps" as const, values: new Float32Array(2) }];
const ofVae = move({
  x, noise,
  calls: [call("encoder", "encoder", "hidden", true), call("encoder", "encoder", "mu", true), call("decoder", "decoder", "out", true), call("prior", "prior", "mu")],
});
const ofGenerator = move({ noise, calls: [call("generator", "generator", "out", true), call("discriminator", "discriminator", "out")] });

describe("stops of a step", () => {
  it("are the stages that each objective goes through, and one stop after all of them", () => {
    expect(stopsOf({ moves: [ofVae, ofGenerator] }).map(({ move: k, stage }) => `${k} ${stage}`)).toEqual([
      "0 batch", "0 encode", "0 draw", "0 decode", "0 prior", "0 measure", "0 backpropagate", "0 update",
      "1 draw", "1 decode", "1 judge", "1 measure", "1 backpropagate", "1 update", "1 after",
    ]);
  });

  it("are three for an objective that reads and calls nothing, and the one after all", () => {
    expect(stopsOf({ moves: [move({})] }).map(({ stage }) => stage)).toEqual(["measure", "backpropagate", "update", "after"]);
  });
});

it("a call belongs to the stage of its network's role", () => {
  const layers = (stage: Parameters<typeof callsOf>[0], of: ObjectiveTrace) => callsOf(stage, of).map(({ network, layer }) => `${network}/${layer}`);
  expect(layers("encode", ofVae)).toEqual(["encoder/hidden", "encoder/mu"]);
  expect(layers("decode", ofGenerator)).toEqual(["generator/out"]);
  expect(layers("judge", move({ calls: [call("critic", "critic", "out")] }))).toEqual(["critic/out"]);
  expect(layers("batch", ofVae)).toEqual([]);
});

describe("networks of a stop", () => {
  const gan = findModel("gan")!;
  const at = (k: number, stage: Parameters<typeof callsOf>[0]) => networksAt({ move: k, stage }, { moves: [ofVae, ofGenerator] }, gan);

  it("are those that the stage calls, each once", () => {
    expect([at(0, "encode"), at(0, "draw"), at(1, "judge")]).toEqual([["encoder"], [], ["discriminator"]]);
  });

  it("are those that a gradient passes through in backpropagation, and those that are moved afterwards", () => {
    expect([at(0, "backpropagate"), at(1, "backpropagate")]).toEqual([["encoder", "decoder"], ["generator"]]);
    expect([at(0, "update"), at(1, "update"), at(1, "after")]).toEqual([["discriminator"], ["generator"], ["discriminator", "generator"]]);
  });
});

it("a symbol is given in the stage of the network, the batch or the draw that gives it", () => {
  expect((["batch", "draw", "encoder", "critic", "prior"] as const).map((givenBy) => stageOf({ givenBy }))).toEqual(["batch", "draw", "encode", "judge", "prior"]);
  expect(stageOf({})).toBeNull();
});
