import { assert } from "../result.ts";

/**
 * A persistent list for what a room has thousands of: replacing or appending one item copies a few nodes of 32
 * pointers instead of the whole list, so deciding a bid costs the same in a full room as in an empty one.
 * Plain nested arrays, so that a snapshot is `JSON.stringify`.
 */
export interface Vector<Item> {
  readonly size: number;
  readonly tree: Node<Item>;
}

type Node<Item> = readonly (Item | Node<Item>)[];

const BITS = 5;
const WIDTH = 1 << BITS;
const MASK = WIDTH - 1;

export const emptyVector: Vector<never> = { size: 0, tree: [] };

/** Bits of an index above the leaf: 0 for one level, 5 for two, … */
function computeShift(size: number): number {
  let shift = 0;
  while (size > WIDTH << shift) shift += BITS;
  return shift;
}

/** The item at `index`, which must be inside. */
export function getAt<Item>(vector: Vector<Item>, index: number): Item {
  assert(index >= 0 && index < vector.size, "index inside the vector");
  let node = vector.tree;
  for (let shift = computeShift(vector.size); shift > 0; shift -= BITS) {
    node = node[(index >> shift) & MASK] as Node<Item>;
  }
  return node[index & MASK] as Item;
}

function setInNode<Item>(node: Node<Item>, shift: number, index: number, item: Item): Node<Item> {
  const copy = node.slice();
  const slot = (index >> shift) & MASK;
  copy[slot] = shift === 0 ? item : setInNode((node[slot] ?? []) as Node<Item>, shift - BITS, index, item);
  return copy;
}

/** The same vector with `item` at `index`, which must be inside. */
export function setAt<Item>(vector: Vector<Item>, index: number, item: Item): Vector<Item> {
  assert(index >= 0 && index < vector.size, "index inside the vector");
  return { size: vector.size, tree: setInNode(vector.tree, computeShift(vector.size), index, item) };
}

/** The same vector with `item` after its last. */
export function append<Item>(vector: Vector<Item>, item: Item): Vector<Item> {
  const size = vector.size + 1;
  const shift = computeShift(size);
  const grows = shift > computeShift(vector.size);
  return { size, tree: setInNode(grows ? [vector.tree] : vector.tree, shift, vector.size, item) };
}

export function toVector<Item>(items: readonly Item[]): Vector<Item> {
  let level: Node<Item> = items;
  while (level.length > WIDTH) {
    const parents: Node<Item>[] = [];
    for (let start = 0; start < level.length; start += WIDTH) parents.push(level.slice(start, start + WIDTH));
    level = parents;
  }
  return { size: items.length, tree: level };
}

/** All items in order. */
export function toItems<Item>(vector: Vector<Item>): Item[] {
  let level: Node<Item> = vector.tree;
  // One level at a time: `flat(depth)` would also open items that are arrays themselves.
  for (let shift = computeShift(vector.size); shift > 0; shift -= BITS)
    level = (level as Node<Item>[]).flat();
  return level.slice() as Item[];
}
