/** The text of messages between processes. Node and Deno do not read each other's structured clones, and JSON has no NaN and no infinity. */
const NOT_FINITE = /^number (NaN|-?Infinity)$/;

export const encode = (message: unknown): string =>
  JSON.stringify(message, (_, value: unknown) => (typeof value === "number" && !Number.isFinite(value) ? `number ${value}` : value));

export const decode = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => (typeof value === "string" && NOT_FINITE.test(value) ? Number(value.slice("number ".length)) : value));
