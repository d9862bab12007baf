import type { SystemScope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import type { StaffNotifier } from '../mail/staff-notifier';
import { GatewayFaultRepository } from './gateway-fault.repository';

/** Tells staff of what the payment service refuses and they alone can mend: once a day, however many meet it. */
export class GatewayFaults {
  constructor(
    private readonly scope: SystemScope,
    private readonly staff: StaffNotifier,
  ) {}

  /** @param fault What the service says, by names that are no secrets. */
  async notify(
    unit: Pick<Unit, 'tx' | 'send'>,
    {
      gateway,
      fault,
      now,
    }: { readonly gateway: string; readonly fault: string; readonly now: Date },
  ): Promise<void> {
    if (await new GatewayFaultRepository(unit.tx).isNews(this.scope, gateway, now))
      await this.staff.notify(unit, 'staff-gateway-refuses', { gateway, fault });
  }
}
