/**
 * Texts of a link for the reader's picks: places of latent space, the hidden part of an image, a drawing. The functions that parse
 * return null for an invalid text.
 */
import { levelOf, ofLevel, POINT_LEVELS, type Stroke } from "../../../core/data/drawing";
import { check } from "../../../core/model/hyperparameters";
import { PIXELS } from "../../../core/run/runConfig";
import type { Place } from "../../../engine/worker/protocol";
import { QUICK_MASKS, quickMask, TEST_IMAGES } from "../fillIn";
import { drawNoise, tidyPosition, Z_LIMIT, type LatentSpace } from "../position";

/** A noise after this many is written as a point. */
const MAX_NOISES = 9999;

/** Writes a place. `7`: the code of test image 7. `noise2`: the second noise of the seed, among the first `draws`. `z0.3:-1.2`: a point. */
export function placeText(place: Place, space: LatentSpace, draws: number): string {
  const { latent } = space;
  switch (place.kind) {
    case "image": return String(place.index);
    case "noise": {
      const { press, choice, z } = place; // it may be of another seed
      return press < Math.min(draws, MAX_NOISES) && drawNoise(space, press).choice === choice ? `noise${press + 1}` : pointText(z, latent);
    }
    case "held": return pointText(place.z, latent);
    case "mean": throw new Error("No instrument lets a reader pick a mean."); // Arithmetic has classes for it
    default: return place satisfies never;
  }
}

/** The limits of a point's coordinates. */
export const COORDINATE = { kind: "real", min: -Z_LIMIT, max: Z_LIMIT } as const;

const pointText = (z: readonly number[], latent: number) => `z${tidyPosition(z, latent).join(":")}`;

/** Writes places, separated by commas. */
export const placesText = (places: readonly Place[], space: LatentSpace, draws: number): string =>
  places.map((place) => placeText(place, space, draws)).join();

/** Parses a place. */
export function placeOf(text: string, space: LatentSpace): Place | null {
  const { model, latent } = space;
  if (/^\d{1,4}$/.test(text)) return model.encode && Number(text) < TEST_IMAGES ? { kind: "image", index: Number(text) } : null;
  const number = noiseNumber(text);
  if (number > 0) return drawNoise(space, number - 1);
  if (!text.startsWith("z")) return null;
  const parts = text.slice(1).split(":", latent + 1).map((part) => check(COORDINATE, part));
  const z = parts.flatMap((part) => (part.kind === "ok" ? [Number(part.value)] : []));
  return parts.length === latent && z.length === latent ? { kind: "held", z: tidyPosition(z, latent) } : null;
}

/** Returns the number of a noise, counted from 1; 0 for other places. */
export const noiseNumber = (text: string): number => Number(/^noise(\d{1,4})$/.exec(text)?.[1] ?? 0);

/** Six bits a character, as in base64url (RFC 4648, section 5). */
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BITS = 6;
const MASK_SIGNS = Math.ceil(PIXELS / BITS);

/** Writes a mask [784]: a quick mask by its name; any other row by row with six pixels per character, in 131 characters. */
export function maskText(visible: Uint8Array): string {
  const quick = QUICK_MASKS.find((name) => quickMask(name).every((one, i) => one === visible[i]));
  return quick ?? Array.from({ length: MASK_SIGNS }, (_, sign) => {
    const six = Array.from({ length: BITS }, (__, bit) => visible[sign * BITS + bit] ?? 0);
    return SIGNS[six.reduce((sum, one) => 2 * sum + one, 0)];
  }).join("");
}

/** Parses a mask [784]. */
export function maskOf(text: string): Uint8Array | null {
  const quick = QUICK_MASKS.find((name) => name === text);
  if (quick) return quickMask(quick);
  if (text.length !== MASK_SIGNS || !/^[\w-]+$/.test(text)) return null;
  const numbers = [...text].map((sign) => SIGNS.indexOf(sign));
  return Uint8Array.from({ length: PIXELS }, (_, i) => (numbers[Math.floor(i / BITS)]! >> (BITS - 1 - (i % BITS))) & 1);
}

/** A point has three characters: both coordinates as numbers below POINT_LEVELS. */
const POINT_SIGNS = 3;
/** The most characters of a drawing: a longer one is a scribble, and would take most of a link. */
const MAX_DRAWN = 6_000;

/** Writes a drawing's lines, separated by dots; null if it is too long. */
export function drawingText(strokes: readonly Stroke[]): string | null {
  const text = strokes.map((stroke) => stroke.map(({ x, y }) => {
    const number = levelOf(x) * POINT_LEVELS + levelOf(y);
    return [12, 6, 0].map((bits) => SIGNS[(number >> bits) & 63]).join("");
  }).join("")).join(".");
  return text.length <= MAX_DRAWN ? text : null;
}

/** Parses a drawing. */
export function drawingOf(text: string): readonly Stroke[] | null {
  if (text.length > MAX_DRAWN || !/^(?:[\w-]{3})+(?:\.(?:[\w-]{3})+)*$/.test(text)) return null;
  return text.split(".").map((line) => Array.from({ length: line.length / POINT_SIGNS }, (_, i) => {
    const signs = [...line.slice(i * POINT_SIGNS, (i + 1) * POINT_SIGNS)];
    const number = signs.reduce((sum, sign) => 64 * sum + SIGNS.indexOf(sign), 0);
    return { x: ofLevel(Math.floor(number / POINT_LEVELS)), y: ofLevel(number % POINT_LEVELS) };
  }));
}
