/** Texts of parts that a reader opens later. */
import { about } from "./about";
import { backend } from "./backend";
import { follow } from "./follow";
import { keyList } from "./keyList";
import { measuring } from "./measuring";

export const en = { about, backend, follow, keyList, measuring };
