import type { Translation } from "../../core/translation";
import type { en } from "../en/parts";
import { about } from "./about";
import { backend } from "./backend";
import { completion } from "./completion";
import { keyList } from "./keyList";
import { layers } from "./layers";
import { measuring } from "./measuring";

export const zhCN: Translation<typeof en> = { about, backend, completion, keyList, layers, measuring };
