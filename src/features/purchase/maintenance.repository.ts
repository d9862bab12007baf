import type { Cover } from '../../domain/licensing/maintenance';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { LicenseEntity } from '../../database/entities/license.entity';
import { update } from '../../database/changes';
import { table } from '../../database/table';

const LICENSES = table(LicenseEntity);

/** Maintenance and Support of licenses, for the account that pays. */
export class MaintenanceRepository {
  constructor(private readonly tx: Queries) {}

  async set(scope: Scope, license: number, { from, to }: Cover): Promise<void> {
    await this.tx.write(
      scope,
      update(
        LICENSES,
        { maintenanceFrom: from, maintenanceTo: to },
        sql`WHERE id = ${license} AND ${reachAccounts('account_id')}`,
      ),
    );
  }
}
