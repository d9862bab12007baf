import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePrices1795251607000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS prices (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        product_id bigint unsigned NULL,
        add_on_id bigint unsigned NULL,
        kind varchar(20) NOT NULL,
        currency char(3) NOT NULL,
        amount bigint NOT NULL,
        valid_from date NOT NULL,
        valid_to date NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_prices_product (product_id, kind, currency, valid_from),
        UNIQUE INDEX uq_prices_add_on (add_on_id, kind, currency, valid_from),
        CONSTRAINT fk_prices_add_on FOREIGN KEY (add_on_id) REFERENCES add_ons(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_prices_product FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_prices_kind CHECK (kind IN ('PURCHASE', 'LEASE', 'MAINTENANCE')),
        CONSTRAINT ck_prices_currency CHECK (currency IN ('EUR', 'USD', 'GBP')),
        CONSTRAINT ck_prices_one_thing CHECK ((product_id IS NULL) <> (add_on_id IS NULL))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS prices');
  }
}
