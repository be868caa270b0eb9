/** Loads and stores of up to four numbers as a vector: contiguous, or strided. */
import { f32x4, v128, type Code } from "./assembler";

/** The number of lanes of a vector that are used. */
export type Count = 1 | 2 | 3 | 4;

/**
 * Loads numbers that are `stride` elements apart. With stride 1 all four are read, even if fewer are used: memory must extend
 * 12 bytes beyond the last number. Unused lanes have undefined contents.
 */
export function loadLanes(address: Code, offset: number, stride: number, count: Count): Code {
  if (stride === 1) return v128.load(address, offset);
  let value = v128.loadOne(address, offset);
  for (let lane = 1; lane < count; lane++) value = v128.loadLane(address, value, lane, offset + 4 * lane * stride);
  return value;
}

/** Stores `count` lanes and nothing else. `value` is repeated: it should be a local. */
export function storeLanes(address: Code, offset: number, stride: number, count: Count, value: Code): Code {
  if (stride === 1 && count === 4) return v128.store(address, value, offset);
  const lane = (n: number): Code => v128.storeLane(address, value, n, offset + 4 * n * stride);
  if (stride === 1 && count > 1) return [v128.storeTwo(address, value, offset), count === 3 ? lane(2) : []];
  return Array.from({ length: count }, (_, n) => lane(n));
}

/** Returns the first `count` lanes of one vector, and the other lanes of another one. */
export function firstLanes(count: Count, first: Code, others: Code): Code {
  if (count === 4) return first;
  const from = (lane: number): number => (lane < count ? lane : lane + 4);
  return v128.shuffle(first, others, [from(0), from(1), from(2), from(3)]);
}

/** Reduces horizontally: the four lanes are combined in pairs, as f32. */
export function acrossLanes(combine: (a: Code, b: Code) => Code, value: Code): Code {
  const lane = (n: number): Code => f32x4.lane(value, n);
  return combine(combine(lane(0), lane(1)), combine(lane(2), lane(3)));
}
