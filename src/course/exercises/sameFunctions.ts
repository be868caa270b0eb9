/** Whether two programs of an exercise differ in the numbers of its constants only, on which its check does not depend. */

/** A line at the top that sets a constant, with the number and its fraction. */
const CONSTANT = /^(\w+) = -?\d+(\.\d*)?(e-?\d+)?(?=\s*(#.*)?$)/gm;

/** Splits a program where its first function, class or loop begins. */
function split(program: string): readonly [top: string, rest: string] {
  const end = program.search(/^(def|class|for|while|if|with)\b/m);
  return end < 0 ? [program, ""] : [program.slice(0, end), program.slice(end)];
}

/** Returns whether a check of `a` holds for `b`, too. `given`: the program of the exercise, whose constants the check sets itself. */
export function haveSameFunctions(given: string, a: string, b: string): boolean {
  if (a === b) return true;
  const names = new Set([...split(given)[0].matchAll(CONSTANT)].map(([, name]) => name));
  const isSetOnce = (name: string) => [a, b].every((text) => text.match(new RegExp(`^${name} *[-+*/]?=`, "gm"))?.length === 1);
  const withoutNumbers = (program: string) => {
    const [top, rest] = split(program);
    // A whole number stays different from one with a fraction: Python distinguishes them.
    return top.replace(CONSTANT, (line, name: string, point?: string, exponent?: string) => (names.has(name) && isSetOnce(name) ? `${name} = ${point || exponent ? "0.0" : "0"}` : line)) + rest;
  };
  return withoutNumbers(a) === withoutNumbers(b);
}
