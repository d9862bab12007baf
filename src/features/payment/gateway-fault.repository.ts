import type { Queries } from '../../database/database';
import { GatewayFaultEntity } from '../../database/entities/payment.entity';
import { reachBookkeeping } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';
import { insertInto, update } from '../../database/changes';
import { table } from '../../database/table';

/** Staff are told again of what goes on after so long, in milliseconds. */
const AGAIN_AFTER = 24 * 60 * 60_000;

const GATEWAY_FAULTS = table(GatewayFaultEntity);

/** Since when staff know what a gateway refuses. */
export class GatewayFaultRepository {
  constructor(private readonly database: Queries) {}

  /** Whether staff have not been told within a day; from now on they have. */
  async isNews(scope: SystemScope, gateway: string, now: Date): Promise<boolean> {
    const again = await this.database.write(
      scope,
      update(
        GATEWAY_FAULTS,
        { toldAt: now },
        sql`WHERE gateway = ${gateway} AND told_at <= ${new Date(now.getTime() - AGAIN_AFTER)}
            AND ${reachBookkeeping}`,
      ),
    );
    if (again === 1) return true;
    const first = await this.database.write(
      scope,
      insertInto(
        GatewayFaultEntity,
        { gateway, toldAt: now },
        sql`FROM DUAL WHERE ${reachBookkeeping}`,
        'IGNORE',
      ),
    );
    return first === 1;
  }
}
