import { Entity, ForeignKey, Index } from 'typeorm';
import { Code, Flag, Instant, Key, Name, RefColumn, WordColumn } from '../columns';

/** Somebody who is told of things and never signs in (R8, R9, R17). */
@Entity('contacts')
@Index('uq_contacts_account_id', ['accountId', 'id'], { unique: true })
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_contacts_account' })
export class ContactEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @Name(100) firstName!: string;
  @Name(100) lastName!: string;
  @WordColumn(254) email!: string;
  @Code(2) country!: string;
  @Flag() receivesStandardInvoices!: boolean;
  @Flag() receivesSummaryInvoices!: boolean;
  @Flag() receivesImportantNotices!: boolean;
  @Flag() receivesSupport!: boolean;
  @Flag() supportAuthorized!: boolean;
  @Instant() createdAt!: Date;
}
