/** Names of a program that become keys of tables: of settings, and of losses. */

/** What reads tables of files and of the browser's storage (valibot's `record`) leaves these keys out. */
const UNKEYED = ["__proto__", "prototype", "constructor"];

/** Returns the name as a key that all files can hold: another one for those that they cannot. */
export const keyOf = (name: string): string => (UNKEYED.includes(name) ? `${name}_` : name);
