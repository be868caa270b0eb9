import type { GradientVariance } from "../../../subject/measurements/gradient-variance/definition";
import { claimsOf } from "../../../subject/quality/studies";

const times = ({ variances }: GradientVariance, one: "score" | "baseline") => variances[one] / variances.reparameterised;
const shows = (found: GradientVariance) =>
  `‖∇‖² ${found.squaredGradient.toPrecision(3)}, variances ${Object.entries(found.variances).map(([name, value]) => `${name} ${value.toPrecision(3)}`).join(", ")}`;

export const claims = claimsOf("gradient-variance", [
  {
    says: "the score function varies more than a thousand times as much",
    holds: (of) => ["early", "late"].every((run) => times(of(run), "score") > 1000),
    shows: (of) => ["early", "late"].map((run) => `${run}: ${shows(of(run))}`).join("; "),
  },
  {
    says: "with a baseline still more than ten times as much, and less than a tenth of what it was",
    holds: (of) => ["early", "late"].every((run) => times(of(run), "baseline") > 10 && times(of(run), "baseline") < times(of(run), "score") / 10),
    shows: (of) => ["early", "late"].map((run) => `${run}: ${times(of(run), "score").toFixed(0)}, with a baseline ${times(of(run), "baseline").toFixed(0)} times`).join("; "),
  },
]);
