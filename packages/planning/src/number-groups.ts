/** Pairs of whole numbers in the order in which they came, side by side in memory. */
export class PairList {
  #values = new Int32Array(8_192);
  #end = 0;

  get length(): number {
    return this.#end / 2;
  }

  push(group: number, value: number): void {
    if (this.#end === this.#values.length) {
      const larger = new Int32Array(this.#end * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#end] = group;
    this.#values[this.#end + 1] = value;
    this.#end += 2;
  }

  groupAt(i: number): number {
    return this.#values[2 * i] ?? 0;
  }

  valueAt(i: number): number {
    return this.#values[2 * i + 1] ?? 0;
  }
}

/** Whole numbers by group, each group in the order in which its numbers came: counted first, so that nothing grows. */
export class NumberGroups {
  /** Where each group begins in `#values`, and where the last one ends. */
  readonly #starts: Int32Array;
  readonly #values: Int32Array;

  /** `groupOf` says which group a pair's first number means. */
  constructor(groups: number, pairs: PairList, groupOf = (given: number): number => given) {
    const starts = new Int32Array(groups + 1);
    for (let i = 0; i < pairs.length; i += 1) {
      const after = groupOf(pairs.groupAt(i)) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
    for (let group = 0; group < groups; group += 1)
      starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
    const free = starts.slice();
    this.#values = new Int32Array(pairs.length);
    for (let i = 0; i < pairs.length; i += 1) {
      const group = groupOf(pairs.groupAt(i));
      const at = free[group] ?? 0;
      this.#values[at] = pairs.valueAt(i);
      free[group] = at + 1;
    }
    this.#starts = starts;
  }

  start(group: number): number {
    return this.#starts[group] ?? 0;
  }

  end(group: number): number {
    return this.#starts[group + 1] ?? 0;
  }

  at(i: number): number {
    return this.#values[i] ?? 0;
  }

  /** What the numbers of a group stand for: a list that has the right length at once. */
  list<T>(group: number, of: (value: number) => T): readonly T[] {
    const start = this.start(group);
    const list = new Array<T>(this.end(group) - start);
    for (let i = 0; i < list.length; i += 1) list[i] = of(this.at(start + i));
    return list;
  }
}
