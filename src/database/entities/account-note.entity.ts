import { Entity, ForeignKey, Index } from 'typeorm';
import { Instant, Key, Name, RefColumn } from '../columns';

/** What the staff note about an account, for each other. A note stays as it was written. */
@Entity('account_notes')
@Index('ix_account_notes_account', ['accountId'])
@Index('ix_account_notes_author', ['authorId'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_account_notes_account' })
@ForeignKey('UserEntity', ['authorId'], ['id'], { name: 'fk_account_notes_author' })
export class AccountNoteEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() authorId!: number;
  @Name(5000) body!: string;
  @Instant() writtenAt!: Date;
}
