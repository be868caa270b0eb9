/** Texts of parts that a reader opens later. */
import { about } from "./about";
import { backend } from "./backend";
import { completion } from "./completion";
import { follow } from "./follow";
import { keyList } from "./keyList";
import { measuring } from "./measuring";

export const en = { about, backend, completion, follow, keyList, measuring };
