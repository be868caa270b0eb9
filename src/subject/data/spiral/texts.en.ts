export const en = { options: { spiral: "spiral" } };
