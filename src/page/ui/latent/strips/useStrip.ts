/** The newest strip of images that an instrument requested, and the codes from which they were decoded. */
import { useEffect, useState } from "react";
import { rowLength, type StripRequest } from "../../../../core/latent/pictures";
import type { PictureOf } from "../../../state/frames";
import { usePanelParts, useStore } from "../../context";

export type Strip = PictureOf<"strip">;

/** Returns null until there is one. */
export function useStrip(name: StripRequest["name"]): Strip | null {
  const { frames } = usePanelParts();
  const [strip, setStrip] = useState<Strip | null>(null);
  useEffect(() => frames.subscribe("strip", setStrip), [frames]);
  const latent = useStore((state) => state.z.length);
  const fits = strip && strip.wish.name === name && strip.codes.length === latent * pictures(strip.wish);
  return fits ? strip : null;
}

const pictures = ({ rows }: StripRequest): number => rows.reduce((sum, row) => sum + rowLength(row), 0);

/** Returns the index of a row's first image among all images. */
export const firstOf = ({ rows }: StripRequest, row: number): number =>
  rows.slice(0, row).reduce((sum, one) => sum + rowLength(one), 0);

/** The index of the first test image, which follows the decoded images. */
export const imagesFrom = pictures;

/** Returns the codes of a row's images. */
export function codesOf({ wish, codes }: Strip, row: number, latent: number): readonly (readonly number[])[] {
  const first = firstOf(wish, row);
  return Array.from({ length: rowLength(wish.rows[row]!) }, (_, i) => (
    Array.from(codes.subarray((first + i) * latent, (first + i + 1) * latent))
  ));
}

/** Positions are rounded to three decimals, so codes closer than this count as equal. */
const ROUNDING = 0.0011;

/** Returns the index of the code equal to z; −1 if there is none. */
export const indexOf = (codes: readonly (readonly number[])[], z: readonly number[]): number =>
  codes.findIndex((code) => code.every((value, i) => Math.abs(value - z[i]!) < ROUNDING));
