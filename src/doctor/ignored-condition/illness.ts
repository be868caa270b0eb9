/** The class that is asked for does not decide what is made (Mirza & Osindero 2014 hand it to both networks; neither must heed it). */
import type { Illness } from "../illness";

export const illness: Illness = {
  concerns: ({ model, data }) => model.conditional && model.given === undefined && data.kind === "image",
  from: 300,
  hints: [],
  signs: [[{ what: "clear samples", is: "at least", value: 0.12 }, { what: "right class", is: "at most", value: 0.16 }]],
  // What is no digit yet is of no class.
  requires: [{ what: "clear samples", is: "at least", value: 0.12 }],
  remedies: [{ setting: "condition", value: "projection", from: "start" }, { setting: "information", value: 1, from: "start", where: "below" }],
};
