import { slugOf } from './countries';
import type { Country } from './countries.types';
import type { Random } from './random';

/** A company's name and where it is on the net. */
export interface Company {
  readonly name: string;
  readonly domain: string;
}

/** Companies with names of their country, each name and each domain once. */
export class Companies {
  private readonly taken = new Set<string>();

  constructor(
    private readonly random: Random,
    reserved: readonly string[],
  ) {
    for (const domain of reserved) this.taken.add(domain);
  }

  in(country: Country): Company {
    for (;;) {
      const company = this.invent(country);
      if (this.taken.has(company.domain)) continue;
      this.taken.add(company.domain);
      return company;
    }
  }

  private invent({ lastNames, trades, forms }: Country): Company {
    const founder = this.random.pick(lastNames);
    const form = this.random.pick(forms);
    const rest = this.random.chance(0.25)
      ? `& ${this.random.pick(lastNames.filter((name) => name !== founder))}`
      : this.random.pick(trades);
    return {
      name: `${founder} ${rest} ${form}`,
      domain: `${slugOf(`${founder} ${rest}`)}.example`,
    };
  }
}
