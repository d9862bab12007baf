import { Entity, ForeignKey, Index } from 'typeorm';
import { Hash, Instant, Key, RefColumn } from '../columns';

/** A mailed link that opens one support request for the contact that it was mailed to (R68). */
@Entity('support_links')
@Index('uq_support_links_token_hash', ['tokenHash'], { unique: true })
@Index('ix_support_links_request', ['accountId', 'requestId'])
@Index('ix_support_links_contact', ['accountId', 'contactId'])
@Index('ix_support_links_expires_at', ['expiresAt'])
@ForeignKey('SupportRequestEntity', ['accountId', 'requestId'], ['accountId', 'id'], {
  name: 'fk_support_links_request',
})
@ForeignKey('ContactEntity', ['accountId', 'contactId'], ['accountId', 'id'], {
  name: 'fk_support_links_contact',
})
export class SupportLinkEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() requestId!: number;
  @RefColumn() contactId!: number;
  @Hash() tokenHash!: Buffer;
  @Instant() createdAt!: Date;
  @Instant() expiresAt!: Date;
}
