import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCartLines1795251843000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS cart_lines (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        cart_id bigint unsigned NOT NULL,
        kind varchar(20) NOT NULL,
        line_use varchar(10) NOT NULL,
        product_id bigint unsigned NULL,
        support_product_id bigint unsigned NULL,
        license_id bigint unsigned NULL,
        quantity int NOT NULL,
        shown_amount bigint NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_cart_lines_cart (account_id, cart_id, id),
        INDEX ix_cart_lines_license (account_id, license_id),
        INDEX ix_cart_lines_product (product_id),
        INDEX ix_cart_lines_support_product (support_product_id),
        UNIQUE INDEX uq_cart_lines_account_id (account_id, id),
        CONSTRAINT fk_cart_lines_cart FOREIGN KEY (account_id, cart_id) REFERENCES carts(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_cart_lines_license FOREIGN KEY (account_id, license_id) REFERENCES licenses(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_cart_lines_product FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_cart_lines_support_product FOREIGN KEY (support_product_id) REFERENCES support_products(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_cart_lines_kind CHECK (kind IN ('NEW', 'MODIFY', 'ADD_ON', 'RENEW', 'REINSTATE', 'SUPPORT_INCIDENT')),
        CONSTRAINT ck_cart_lines_use CHECK (line_use IN ('PERSONAL', 'RESOLD')),
        CONSTRAINT ck_cart_lines_quantity CHECK (quantity > 0)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS cart_lines');
  }
}
