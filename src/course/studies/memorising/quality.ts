import { claimsOf } from "../../../subject/quality/studies";

export const claims = claimsOf("memorising", [
  {
    says: "samples are farther from training images than test images are",
    holds: (of) => of("vae").medianOfSamples > of("vae").medianOfTest,
    shows: (of) => `samples ${of("vae").medianOfSamples.toFixed(2)}, test ${of("vae").medianOfTest.toFixed(2)}, suspicious ${of("vae").suspicious.toFixed(2)}, nearest ${Math.min(...of("vae").nearest.map(({ distance }) => distance)).toFixed(2)}`,
  },
  {
    says: "none is suspiciously near",
    holds: (of) => of("vae").suspicious < 0.05,
    shows: (of) => of("vae").suspicious.toFixed(2),
  },
]);
