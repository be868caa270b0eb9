/** Texts of parts that are loaded on demand. */
import { about } from "./about";
import { backend } from "./backend";
import { keyList } from "./keyList";
import { layers } from "./layers";
import { measuring } from "./measuring";

export const en = { about, backend, keyList, layers, measuring };
