/** Spreads a label over 32 bits (FNV-1a). */
function hashOf(label: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5;
  for (let index = 0; index < label.length; index += 1)
    hash = Math.imul(hash ^ label.charCodeAt(index), 0x01000193);
  return hash | 0;
}

/**
 * Numbers that look random and are the same at every run (sfc32). Each part of the demo draws from a
 * stream of its own, named by a label, so that a change in one part leaves the others as they were.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(label: string) {
    this.a = hashOf(label, 1);
    this.b = hashOf(label, 2);
    this.c = hashOf(label, 3);
    for (let round = 0; round < 15; round += 1) this.bits();
  }

  /** From 0 up to, but not including, 1. */
  fraction(): number {
    return this.bits() / 0x1_0000_0000;
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** @throws RangeError when there is nothing to pick from */
  pick<Item>(list: readonly Item[]): Item {
    if (list.length === 0) throw new RangeError('Nothing to pick from');
    return list[this.whole(0, list.length - 1)] as Item;
  }

  /** Mostly from the front of the list. */
  pickEarly<Item>(list: readonly Item[]): Item {
    return list[Math.min(this.whole(0, list.length - 1), this.whole(0, list.length - 1))] as Item;
  }

  /** That many different items, or all when there are fewer, in the list's order. */
  some<Item>(list: readonly Item[], count: number): Item[] {
    let wanted = Math.min(count, list.length);
    return list.filter((_, index) => {
      const taken = this.fraction() * (list.length - index) < wanted;
      if (taken) wanted -= 1;
      return taken;
    });
  }

  digits(count: number): string {
    let text = '';
    while (text.length < count) text += this.whole(0, 9);
    return text;
  }

  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    for (let index = 0; index < count; index += 1) bytes[index] = this.bits() >>> 24;
    return bytes;
  }

  private bits(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}
