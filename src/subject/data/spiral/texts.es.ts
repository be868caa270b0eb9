export const es = { options: { spiral: "espiral" } };
