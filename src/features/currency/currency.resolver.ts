import { Ctx, Query, Resolver } from 'type-graphql';
import { minorDigits } from '../../domain/billing/money';
import type { Context } from '../context';
import type { CurrencyRepository } from './currency.repository';
import { OfferedCurrency } from './currency.types';

@Resolver()
export class CurrencyResolver {
  constructor(private readonly repository: CurrencyRepository) {}

  @Query(() => [OfferedCurrency], {
    description: 'Currencies that the vendor sells in, or did: the default first, then by code.',
  })
  async currencies(@Ctx() { scope }: Context): Promise<OfferedCurrency[]> {
    const all = await this.repository.all(scope);
    return all.map((one) => ({ ...one, minorDigits: minorDigits(one.code) }));
  }
}
