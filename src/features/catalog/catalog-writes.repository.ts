import type { Edition, ProductFamily } from '../../domain/catalog/catalog';
import type { Queries } from '../../database/database';
import { reachStaff } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import {
  AddOnEntity,
  ProductEntity,
  SupportProductEntity,
} from '../../database/entities/product.entity';
import { insertInto } from '../../database/changes';

export interface NewProduct {
  readonly family: ProductFamily;
  readonly edition: Edition;
  readonly level: number;
  readonly name: string;
}

export interface NewAddOn {
  readonly family: ProductFamily;
  readonly code: string;
  readonly name: string;
  readonly requiresEnterprise: boolean;
}

/** What is added to the catalog; nothing is ever taken out of it, for somebody may have bought it. */
export class CatalogWritesRepository {
  constructor(private readonly database: Queries) {}

  /** @returns its key. @throws when there is such a product. */
  addProduct(scope: Scope, { family, edition, level, name }: NewProduct): Promise<number> {
    return this.database.insert(
      scope,
      insertInto(
        ProductEntity,
        { family, edition, level, name },
        sql`FROM DUAL WHERE ${reachStaff}`,
      ),
    );
  }

  /** @returns its key. @throws when something has the code. */
  addAddOn(scope: Scope, { family, code, name, requiresEnterprise }: NewAddOn): Promise<number> {
    return this.database.insert(
      scope,
      insertInto(
        AddOnEntity,
        { code, family, name, requiresEnterprise },
        sql`FROM DUAL WHERE ${reachStaff}`,
      ),
    );
  }

  /** @returns its key. @throws when something has the code. */
  addSupportProduct(scope: Scope, code: string, name: string): Promise<number> {
    return this.database.insert(
      scope,
      insertInto(SupportProductEntity, { code, name }, sql`FROM DUAL WHERE ${reachStaff}`),
    );
  }
}
