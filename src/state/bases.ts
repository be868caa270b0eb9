/** The ways in which the plane on the map can come about. What each one holds: `Basis` in looking.ts. */
export const BASES = ["dimensions", "strongest", "components", "three"] as const;
