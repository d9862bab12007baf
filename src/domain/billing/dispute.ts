import { schemaEnum } from '../schema-enum';

/** A dispute is open until the card's bank has decided; won, the money is back; lost, it stays away. */
export const DisputeStatus = schemaEnum('DisputeStatus', 'Status of a dispute.', {
  OPEN: 'The bank has not decided yet.',
  WON: 'Decided in favor of the vendor: the withheld money was returned.',
  LOST: 'Decided in favor of the customer: the withheld money is lost.',
});
export type DisputeStatus = keyof typeof DisputeStatus;
