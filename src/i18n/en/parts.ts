/** Texts of parts that a reader opens later. */
import { completion } from "./completion";
import { follow } from "./follow";
import { machine } from "./machine";

export const parts = { completion, follow, machine };
