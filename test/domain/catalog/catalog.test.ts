import {
  Edition,
  PRICE_KINDS,
  ProductFamily,
  productName,
  unitOf,
} from '../../../src/domain/catalog/catalog';

describe('R21 what is sold', () => {
  it('is counted in the unit of its family', () => {
    expect(Object.values(ProductFamily).map((family) => [family, unitOf(family)])).toEqual([
      ['SMARTERMAIL', 'MAILBOXES'],
      ['SMARTERTRACK', 'AGENTS'],
      ['SMARTERSTATS', 'SITES'],
    ]);
  });

  it('is named by family, edition and level', () => {
    const names = Object.values(ProductFamily).flatMap((family) =>
      Object.values(Edition).map((edition) => productName(family, edition, 250)),
    );
    expect(names).toEqual([
      'SmarterMail Professional 250',
      'SmarterMail Enterprise 250',
      'SmarterTrack Professional 250',
      'SmarterTrack Enterprise 250',
      'SmarterStats Professional 250',
      'SmarterStats Enterprise 250',
    ]);
  });

  it('has the prices that it can be bought, leased and maintained at', () => {
    expect(PRICE_KINDS).toEqual({
      PRODUCT: ['PURCHASE', 'LEASE', 'MAINTENANCE', 'REINSTATEMENT'],
      ADD_ON: ['PURCHASE', 'LEASE', 'MAINTENANCE'],
      SUPPORT_PRODUCT: ['PURCHASE'],
    });
  });
});
