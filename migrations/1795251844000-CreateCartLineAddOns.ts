import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCartLineAddOns1795251844000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS cart_line_add_ons (
        cart_line_id bigint unsigned NOT NULL,
        add_on_id bigint unsigned NOT NULL,
        account_id bigint unsigned NOT NULL,
        PRIMARY KEY (cart_line_id, add_on_id),
        INDEX ix_cart_line_add_ons_line (account_id, cart_line_id),
        INDEX ix_cart_line_add_ons_add_on (add_on_id),
        CONSTRAINT fk_cart_line_add_ons_line FOREIGN KEY (account_id, cart_line_id) REFERENCES cart_lines(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_cart_line_add_ons_add_on FOREIGN KEY (add_on_id) REFERENCES add_ons(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS cart_line_add_ons');
  }
}
