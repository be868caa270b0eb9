/** The keys that features have. */
import type { Traits } from "../../core/slice";
import { encodeText } from "../../core/wellFormed";
import { slices } from "../../features/registry";
import { at, key, text, type LinkKeys, type Place } from "./key";
import type { Link } from "./link";

const traits = Object.values(slices).flatMap(({ keys }): [string, Traits<unknown>][] => Object.entries(keys));

export const featureKeys: LinkKeys = Object.fromEntries(traits.flatMap(([name, { link }]) =>
  (typeof link === "object" ? [[link.key, key(at(name as keyof Link) as Place<unknown>, text<unknown>(link.read, link.write), { encode: encodeText })]] : [])));
