/** Validates the commands of a page to the ELBO Room in its frame. Their types are published: `elbo-room.d.ts`. */
import { array, finite, integer, literal, maxLength, maxValue, minValue, number, optional, picklist, pipe, safeInteger, safeParse, strictObject, string, transform, variant } from "valibot";
import { MAX_STEP } from "../../core/run/ids";
import { wellFormed } from "../../core/wellFormed";
import type { ElboRoomCommand } from "./elbo-room";

/** The version of messages in both directions. */
export const VERSION = 1;

/** Upper limits for the length of a link and for the dimensions of a latent space. */
const MAX_CHARACTERS = 100_000;
const MAX_DIMENSIONS = 1000;

const of = { elboRoom: literal(VERSION), id: pipe(number(), safeInteger()) };
const count = (most: number) => pipe(number(), integer(), minValue(0), maxValue(most));

const command = variant("command", [
  strictObject({ ...of, command: literal("hello") }),
  strictObject({ ...of, command: picklist(["start", "info", "pause", "reset", "losses", "evaluate"]) }),
  strictObject({ ...of, command: literal("open"), fragment: pipe(string(), maxLength(MAX_CHARACTERS), transform(wellFormed)) }),
  strictObject({ ...of, command: literal("train"), steps: optional(pipe(count(MAX_STEP), minValue(1))) }),
  strictObject({ ...of, command: literal("decode"), z: pipe(array(pipe(number(), finite())), maxLength(MAX_DIMENSIONS)), k: optional(count(9)) }),
]);

/** Returns null if the message is not a valid command. Never throws. */
export function readCommand(message: unknown): ElboRoomCommand | null {
  const read = safeParse(command, message);
  return read.success ? read.output : null;
}

/** Returns the id of a message to this page, for the reply; null if it is for someone else or has no valid id. */
export function addressed(message: unknown): number | null {
  if (typeof message !== "object" || message === null || !("elboRoom" in message) || !("id" in message)) return null;
  return typeof message.id === "number" && Number.isSafeInteger(message.id) ? message.id : null;
}
