import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrderLines1795251847000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS order_lines (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        order_id bigint unsigned NOT NULL,
        position int NOT NULL,
        kind varchar(20) NOT NULL,
        line_use varchar(10) NOT NULL,
        product_id bigint unsigned NULL,
        support_product_id bigint unsigned NULL,
        license_id bigint unsigned NULL,
        add_ons varchar(1000) NOT NULL,
        description varchar(255) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        explanation varchar(1000) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        quantity int NOT NULL,
        list_price bigint NOT NULL,
        discount bigint NOT NULL,
        discount_reason varchar(100) COLLATE utf8mb4_unicode_520_ci NULL,
        amount bigint NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_order_lines_position (order_id, position),
        UNIQUE INDEX uq_order_lines_account_id (account_id, id),
        INDEX ix_order_lines_order (account_id, order_id),
        INDEX ix_order_lines_license (account_id, license_id),
        INDEX ix_order_lines_product (product_id),
        INDEX ix_order_lines_support_product (support_product_id),
        CONSTRAINT fk_order_lines_order FOREIGN KEY (account_id, order_id) REFERENCES orders(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_order_lines_license FOREIGN KEY (account_id, license_id) REFERENCES licenses(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_order_lines_product FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_order_lines_support_product FOREIGN KEY (support_product_id) REFERENCES support_products(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_order_lines_kind CHECK (kind IN ('NEW', 'MODIFY', 'ADD_ON', 'RENEW', 'REINSTATE', 'SUPPORT_INCIDENT')),
        CONSTRAINT ck_order_lines_use CHECK (line_use IN ('PERSONAL', 'RESOLD'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS order_lines');
  }
}
