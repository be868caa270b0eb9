/** What the preset's texts promise. Measured by `npm run quality`; not part of the page. */
import type { Claims } from "../../quality/claims";
import type { QualityRun, Target } from "../../quality/targets";

export const claims: Claims = {};
export const runs: readonly QualityRun[] = [];
export const targets: readonly Target[] = [];
