import type { Queries } from '../../database/database';
import { reachBookkeeping } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { Unit } from '../../graphql/call';
import type { StaffNotifier } from '../mail/staff-notifier';
import { GatewayFaultEntity } from '../../database/entities/payment.entity';
import { insertInto, table, update } from '../../database/table';

/** Staff are told again of what goes on after so long, in milliseconds. */
const AGAIN_AFTER = 24 * 60 * 60_000;

const GATEWAY_FAULTS = table(GatewayFaultEntity);

/** Tells staff of what the payment service refuses and they alone can mend: once a day, however many meet it. */
export class GatewayFaults {
  constructor(
    private readonly scope: SystemScope,
    private readonly staff: StaffNotifier,
  ) {}

  /** @param fault What the service says, by names that are no secrets. */
  async tell(
    unit: Pick<Unit, 'tx' | 'send'>,
    {
      gateway,
      fault,
      now,
    }: { readonly gateway: string; readonly fault: string; readonly now: Date },
  ): Promise<void> {
    if (await this.isNews(unit.tx, gateway, now))
      await this.staff.tell(unit, 'staff-gateway-refuses', { gateway, fault });
  }

  private async isNews(queries: Queries, gateway: string, now: Date): Promise<boolean> {
    const again = await queries.write(
      this.scope,
      update(
        GATEWAY_FAULTS,
        { toldAt: now },
        sql`WHERE gateway = ${gateway} AND told_at <= ${new Date(now.getTime() - AGAIN_AFTER)}
            AND ${reachBookkeeping}`,
      ),
    );
    if (again === 1) return true;
    const first = await queries.write(
      this.scope,
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
