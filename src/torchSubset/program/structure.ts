/** Whether two graphs compute the same from their leaves. */
import { inOrder, type Leaf, type Node } from "./graph";

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/** Two independent 32-bit hashes of a sequence of texts and numbers: FNV-1a, word by word. */
class Hash {
  #a = 0x811c9dc5;
  #b = 0x9747b28c;

  #word(word: number): void {
    this.#a = Math.imul(this.#a ^ word, 0x01000193);
    this.#a ^= this.#a >>> 15;
    this.#b = Math.imul(this.#b ^ word, 0x85ebca6b);
    this.#b ^= this.#b >>> 13;
  }

  number(value: number): void {
    float[0] = value;
    this.#word(words[0]!);
    this.#word(words[1]!);
  }

  numbers(values: ArrayLike<number>): void {
    this.#word(values.length);
    for (let i = 0; i < values.length; i++) this.number(values[i]!);
  }

  text(text: string): void {
    this.#word(text.length);
    for (let i = 0; i < text.length; i++) this.#word(text.charCodeAt(i));
  }

  result(): string { return `${this.#a >>> 0}.${this.#b >>> 0}`; }
}

/** Adds what a leaf is, without the number of its batch or draw. */
function addLeaf(hash: Hash, leaf: Leaf): void {
  hash.text(leaf.kind);
  switch (leaf.kind) {
    case "stored": return hash.text(leaf.stored.name);
    case "constant": return hash.numbers(leaf.values);
    case "draw": return hash.text(JSON.stringify(leaf.draw));
    default: return hash.text(leaf.of);
  }
}

/** Returns a short text that two graphs share if they compute the same, and others practically never do. */
export function structureOf(root: Node): string {
  const places = new Map<Node, number>();
  const hash = new Hash();
  for (const node of inOrder([root])) {
    places.set(node, places.size);
    hash.text(node.hasGradient ? node.operation : `${node.operation} without gradient`);
    for (const input of node.inputs) hash.number(places.get(input)!);
    hash.numbers(node.shape);
    for (const [name, value] of Object.entries(node.options)) {
      hash.text(name);
      if (typeof value === "object") hash.numbers(value);
      else hash.number(Number(value));
    }
    if (node.leaf) addLeaf(hash, node.leaf);
  }
  return hash.result();
}
