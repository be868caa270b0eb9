/** A faster `structuredClone` for plain objects, arrays and typed arrays: a simulation sends hundreds of messages. */

const { structuredClone: real } = globalThis;

/** Returns the same as `structuredClone`; throws as it does. */
export const cloned: typeof structuredClone = (value, options) => (options?.transfer?.length ? real(value, options) : copyOf(value, new Map()) as typeof value);

function copyOf(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value === "function" || typeof value === "symbol") return real(value);
  if (typeof value !== "object" || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const keep = <T>(copy: T): T => {
    seen.set(value, copy);
    return copy;
  };
  if (Array.isArray(value)) {
    const copy = keep<unknown[]>([]);
    for (const part of value as unknown[]) copy.push(copyOf(part, seen));
    return copy;
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const { buffer, byteOffset, length } = value as Float32Array;
    return keep(new (value.constructor as Float32ArrayConstructor)(copyOf(buffer, seen) as ArrayBuffer, byteOffset, length));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return keep<unknown>(value instanceof ArrayBuffer ? value.slice(0) : real(value));
  const copy = keep<Record<string, unknown>>({});
  for (const [key, part] of Object.entries(value)) copy[key] = copyOf(part, seen);
  return copy;
}
