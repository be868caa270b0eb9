import type { Translation } from "../../../core/translation";
import type { en } from "../en/parts";
import { about } from "./about";
import { backend } from "./backend";
import { keyList } from "./keyList";
import { layers } from "./layers";
import { measuring } from "./measuring";

export const es: Translation<typeof en> = { about, backend, keyList, layers, measuring };
