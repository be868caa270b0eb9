/** Texts of parts that a reader opens later. */
import { about } from "./about";
import { backend } from "./backend";
import { keyList } from "./keyList";
import { layers } from "./layers";
import { measuring } from "./measuring";

export const en = { about, backend, keyList, layers, measuring };
