/** JSON from a file that nobody vouches for: what says the same key twice says nothing. */

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/** Throws SyntaxError where the text is not JSON, or an object has a key twice (JSON.parse would keep the last). */
export function parseStrictly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const open: (Set<string> | null)[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const key: unknown = JSON.parse(last);
      const keys = open.at(-1);
      if (typeof key !== "string" || !keys || keys.has(key)) throw new SyntaxError(`the key ${last} is there twice`);
      keys.add(key);
    } else last = token;
  }
  return value;
}
