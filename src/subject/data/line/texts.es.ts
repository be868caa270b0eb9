export const es = { options: { line: "una recta" } };
