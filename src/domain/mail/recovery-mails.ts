/** How far something is that staff do after 48 hours, or when two of them ask for it. */
export type RecoveryStage = 'REQUESTED' | 'CANCELED' | 'DONE';

export interface Recovery {
  readonly stage: RecoveryStage;
  /** As the staff wrote it. */
  readonly reason: string;
  /** From when on it happens, as an ISO 8601 instant; null when it was canceled or done. */
  readonly effectiveAt: string | null;
}
