export const en = { options: { moons: "two moons" } };
