import fc from 'fast-check';
import {
  afterMessage,
  decideClose,
  decideReopen,
  decideReply,
  decideReturnIncident,
  decideUseIncident,
  minutesUntil,
  SupportMessageKind,
  SupportRequestStatus,
} from '../../../src/domain/support/support-request';

const STATUSES = Object.keys(SupportRequestStatus) as SupportRequestStatus[];
const KINDS = Object.keys(SupportMessageKind) as SupportMessageKind[];

describe('a support request', () => {
  it('R68 is written to and closed while it is not closed, and reopened when it is', () => {
    const codes = STATUSES.map((status) =>
      [decideReply, decideClose, decideReopen].map((decide) => decide({ status })?.code ?? null),
    );
    const open = [null, null, 'SUPPORT_REQUEST_OPEN'];
    const closed = ['SUPPORT_REQUEST_CLOSED', 'SUPPORT_REQUEST_CLOSED', null];
    expect(codes).toEqual([open, open, closed]);
  });

  it('R68 uses up one incident while it is not closed and the account has one left, and gives back what it used', () => {
    const use = (incidentUsed: boolean, left: number) =>
      STATUSES.map((status) => decideUseIncident({ status, incidentUsed }, left)?.code ?? null);
    const closed = 'SUPPORT_REQUEST_CLOSED';
    expect(use(false, 1)).toEqual([null, null, closed]);
    expect(use(false, 0)).toEqual(['NO_INCIDENT_LEFT', 'NO_INCIDENT_LEFT', closed]);
    expect(use(true, 1)).toEqual(['INCIDENT_ALREADY_USED', 'INCIDENT_ALREADY_USED', closed]);
    expect(decideReturnIncident({ incidentUsed: true })).toBeNull();
    expect(decideReturnIncident({ incidentUsed: false })?.code).toBe('NO_INCIDENT_USED');
  });

  it('R68 asks for an answer after the customer wrote, for a reply after support did, and the same after a note', () => {
    for (const status of STATUSES)
      expect(KINDS.map((kind) => afterMessage({ status }, kind))).toEqual([
        'OPEN',
        'ANSWERED',
        status,
      ]);
  });

  it('R68 counts whole minutes to its answer, and none before there is one', () => {
    const from = new Date('2026-11-21T12:00:00.000Z');
    expect(minutesUntil(from, null)).toBeNull();
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(59_999), (minutes, rest) => {
        const to = new Date(from.getTime() + minutes * 60_000 + rest);
        expect(minutesUntil(from, to)).toBe(minutes);
      }),
    );
  });
});
