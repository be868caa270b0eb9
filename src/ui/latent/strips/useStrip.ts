/** The newest rows of pictures that an instrument asked for, and the codes they were decoded from. */
import { useEffect, useState } from "react";
import { rowLength, type StripRequest } from "../../../core/latent/pictures";
import type { PictureOf } from "../../../state/frames";
import { useRoom, useStore } from "../../context";

export type Strip = PictureOf<"strip">;

/** Null until there is one. */
export function useStrip(name: StripRequest["name"]): Strip | null {
  const { frames } = useRoom();
  const [strip, setStrip] = useState<Strip | null>(null);
  useEffect(() => frames.subscribe("strip", setStrip), [frames]);
  const latent = useStore((state) => state.z.length);
  const fits = strip && strip.wish.name === name && strip.codes.length === latent * pictures(strip.wish);
  return fits ? strip : null;
}

const pictures = ({ rows }: StripRequest): number => rows.reduce((sum, row) => sum + rowLength(row), 0);

/** Where a row's pictures begin among all. */
export const firstOf = ({ rows }: StripRequest, row: number): number =>
  rows.slice(0, row).reduce((sum, one) => sum + rowLength(one), 0);

/** Where the test images begin. */
export const imagesFrom = pictures;

/** The codes of a row's pictures. */
export function codesOf({ wish, codes }: Strip, row: number, latent: number): readonly (readonly number[])[] {
  const first = firstOf(wish, row);
  return Array.from({ length: rowLength(wish.rows[row]!) }, (_, i) => (
    Array.from(codes.subarray((first + i) * latent, (first + i + 1) * latent))
  ));
}

/** Positions are kept to three decimals. */
const ROUNDING = 0.0011;

/** Which of the codes z is; −1: none. */
export const indexOf = (codes: readonly (readonly number[])[], z: readonly number[]): number =>
  codes.findIndex((code) => code.every((value, i) => Math.abs(value - z[i]!) < ROUNDING));
