/** The keys of features, from their slices. */
import type { LinkCodec, Traits } from "../../core/slice";
import { encodeText } from "../../core/wellFormed";
import { slices } from "../../features/registry";
import { at, key, text, type LinkKeys, type Place } from "./key";
import type { Link } from "./link";

const traits = Object.values(slices).flatMap(({ keys }): [string, Traits<unknown>][] => Object.entries(keys));

function keyOf(place: Place<unknown>, { read, write, strict, encode = encodeText }: LinkCodec<unknown>) {
  return key(place, text((written, link) => read(written, place.get(link as Link)), write, strict), { encode });
}

export const featureKeys: LinkKeys = Object.fromEntries(traits.flatMap(([name, { link = [] }]) =>
  [link].flat().map((codec) => [codec.key, keyOf(at(name as keyof Link) as Place<unknown>, codec)])));
