/** A dispute is open until the card's bank has decided; won, the money is back; lost, it stays away. */
export const DisputeStatus = { OPEN: 'OPEN', WON: 'WON', LOST: 'LOST' } as const;
export type DisputeStatus = keyof typeof DisputeStatus;
