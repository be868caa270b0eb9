export const es = { options: { moons: "dos lunas" } };
