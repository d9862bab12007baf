import { Alert, applicableAlerts, decideAlerts } from '../../../src/domain/mail/preferences';
import { codeAt } from '../refusals';
import { ACCOUNT_KINDS, CAPABILITIES } from './mailed-people';

const ALERTS = Object.values(Alert);
const NOT_AVAILABLE = 'ALERT_NOT_AVAILABLE at alerts';

describe('R15 alerts that somebody chooses', () => {
  it.each(
    ACCOUNT_KINDS.flatMap((kind) =>
      (['HOLDER', 'AUTHORIZED_LOGIN'] as const).map((role) => [role, kind] as const),
    ),
  )('%s of an account that is %s: those that apply, and no other', (role, kind) => {
    const partner = CAPABILITIES[kind];
    const applicable = applicableAlerts(role, partner);
    for (const alert of ALERTS)
      expect([alert, codeAt(decideAlerts([alert], role, partner))]).toEqual([
        alert,
        applicable.includes(alert) ? null : NOT_AVAILABLE,
      ]);
    expect(decideAlerts([], role, partner)).toBeNull();
    expect(decideAlerts(applicable, role, partner)).toBeNull();
  });

  it('are refused by the names of those that cannot be chosen', () => {
    const refusal = decideAlerts(ALERTS, 'AUTHORIZED_LOGIN', CAPABILITIES.provider);
    expect(codeAt(refusal)).toBe(NOT_AVAILABLE);
    expect(refusal?.message).toContain(
      'SUMMARY_INVOICE_CREATED and RESOLD_LICENSE_ASSIGNED cannot',
    );
    expect(refusal?.message).not.toContain('LEASE_ASSIGNED');
  });
});
