/** The keys of features, from their slices. */
import type { LinkCodec, Traits } from "../../../core/slice";
import { encodeText } from "../../../core/wellFormed";
import { slices } from "../../features/registry";
import { valueAt, key, text, type LinkKeys, type Lens } from "./key";
import type { Link } from "./link";

const traits = Object.values(slices).flatMap(({ keys }): [string, Traits<unknown>][] => Object.entries(keys));

function keyOf(name: keyof Link, initial: unknown, { read, write, strict, encode = encodeText }: LinkCodec<unknown>) {
  const own = valueAt(name) as Lens<unknown>;
  /** A link that was made without the features' values has their initial ones, so that a codec never meets `undefined`. */
  const lens: Lens<unknown> = { ...own, get: (link) => { const value = own.get(link); return value === undefined ? initial : value; } };
  return key(lens, text((written, link) => read(written, lens.get(link as Link)), write, strict), { encode });
}

export const featureKeys: LinkKeys = Object.fromEntries(traits.flatMap(([name, { initial, link = [] }]) =>
  [link].flat().map((codec) => [codec.key, keyOf(name as keyof Link, initial, codec)])));
