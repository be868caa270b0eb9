export const en = { options: { ring: "eight Gaussians" } };
