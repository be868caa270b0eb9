import type { Translation } from "../../core/translation";
import type { en } from "../en/parts";
import { about } from "./about";
import { backend } from "./backend";
import { follow } from "./follow";
import { keyList } from "./keyList";
import { measuring } from "./measuring";

export const zhCN: Translation<typeof en> = { about, backend, follow, keyList, measuring };
