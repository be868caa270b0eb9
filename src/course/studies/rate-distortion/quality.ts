import { claimsOf } from "../../../subject/quality/studies";

const NATS_PER_BIT = Math.LN2;
const BETAS = ["0.25", "1", "4", "10"];

export const claims = claimsOf("codes", [
  {
    says: "the larger β is, the lower the rate and the higher the distortion",
    holds: (of) => BETAS.slice(1).every((beta, i) =>
      of(beta).rateBits! < of(BETAS[i]!).rateBits! && of(beta).distortionNats! > of(BETAS[i]!).distortionNats!),
    shows: (of) => BETAS.map((beta) => `β ${beta}: R ${(of(beta).rateBits! * NATS_PER_BIT).toFixed(1)}, D ${of(beta).distortionNats!.toFixed(1)}`).join("; "),
  },
  {
    says: "β = 1 has the lowest sum",
    holds: (of) => BETAS.every((beta) => sum(of(beta)) >= sum(of("1"))),
    shows: (of) => BETAS.map((beta) => `β ${beta}: ${sum(of(beta)).toFixed(1)}`).join("; "),
  },
]);

function sum({ rateBits, distortionNats }: { readonly rateBits: number | null; readonly distortionNats: number | null }): number {
  return rateBits! * NATS_PER_BIT + distortionNats!;
}
