export const en = { options: { line: "a line" } };
