import type { QuantisedDecoder } from "../../../subject/measurements/quantised-decoder/definition";
import { claimsOf } from "../../../subject/quality/studies";

const at = ({ levels }: QuantisedDecoder, bits: number) => levels.find((level) => level.bits === bits)!;
const shows = (found: QuantisedDecoder) => found.levels.map(({ bits, bytes, distance }) => `${bits} bits: ${distance.toFixed(1)}, ${(bytes / 1000).toFixed(0)} kB`).join("; ");

export const claims = claimsOf("quantised-decoder", [
  {
    says: "down to 4 bits the digit-FID stays within a twentieth of that of 32 bits",
    holds: (of) => [8, 6, 4].every((bits) => Math.abs(at(of("vae"), bits).distance / at(of("vae"), 32).distance - 1) < 0.05),
    shows: (of) => shows(of("vae")),
  },
  {
    says: "with 2 bits it is at least twice that of 32 bits",
    holds: (of) => at(of("vae"), 2).distance > 2 * at(of("vae"), 32).distance,
    shows: (of) => shows(of("vae")),
  },
]);
