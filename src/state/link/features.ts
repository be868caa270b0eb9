/** The keys of features, from their slices. */
import type { LinkCodec, Traits } from "../../core/slice";
import { encodeText } from "../../core/wellFormed";
import { slices } from "../../features/registry";
import { valueAt, key, text, type LinkKeys, type Lens } from "./key";
import type { Link } from "./link";

const traits = Object.values(slices).flatMap(({ keys }): [string, Traits<unknown>][] => Object.entries(keys));

function keyOf(lens: Lens<unknown>, { read, write, strict, encode = encodeText }: LinkCodec<unknown>) {
  return key(lens, text((written, link) => read(written, lens.get(link as Link)), write, strict), { encode });
}

export const featureKeys: LinkKeys = Object.fromEntries(traits.flatMap(([name, { link = [] }]) =>
  [link].flat().map((codec) => [codec.key, keyOf(valueAt(name as keyof Link) as Lens<unknown>, codec)])));
