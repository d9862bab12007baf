import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who buys what a guest's cart holds, and the order that came of it (R1). */
export class LetGuestsOrder1795390002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('guest_carts', 'account_id')) return;
    await queryRunner.query(`
      ALTER TABLE guest_carts
        ADD COLUMN account_id bigint unsigned NULL AFTER wanted,
        ADD COLUMN buyer_name varchar(200) COLLATE utf8mb4_unicode_520_ci NULL AFTER account_id,
        ADD COLUMN order_id bigint unsigned NULL AFTER buyer_name,
        ADD INDEX ix_guest_carts_order (account_id, order_id),
        ADD CONSTRAINT fk_guest_carts_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        ADD CONSTRAINT fk_guest_carts_order FOREIGN KEY (account_id, order_id) REFERENCES orders(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('guest_carts', 'account_id'))) return;
    await queryRunner.query(`
      ALTER TABLE guest_carts
        DROP FOREIGN KEY fk_guest_carts_order,
        DROP FOREIGN KEY fk_guest_carts_account,
        DROP INDEX ix_guest_carts_order,
        DROP COLUMN order_id,
        DROP COLUMN buyer_name,
        DROP COLUMN account_id
    `);
  }
}
