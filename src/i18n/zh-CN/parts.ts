import type { Translation } from "../../core/translation";
import type { parts as en } from "../en/parts";
import { completion } from "./completion";
import { follow } from "./follow";
import { machine } from "./machine";

export const parts: Translation<typeof en> = { completion, follow, machine };
