export const es = { options: { ring: "ocho gaussianas" } };
