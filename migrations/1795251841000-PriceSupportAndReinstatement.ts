import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PriceSupportAndReinstatement1795251841000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('prices', 'support_product_id')) return;
    await queryRunner.query(`
      ALTER TABLE prices
        ADD COLUMN support_product_id bigint unsigned NULL AFTER add_on_id,
        ADD UNIQUE INDEX uq_prices_support_product (support_product_id, kind, currency, valid_from),
        ADD CONSTRAINT fk_prices_support_product FOREIGN KEY (support_product_id) REFERENCES support_products(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        DROP CONSTRAINT ck_prices_kind,
        DROP CONSTRAINT ck_prices_one_thing,
        ADD CONSTRAINT ck_prices_kind_of_price CHECK (kind IN ('PURCHASE', 'LEASE', 'MAINTENANCE', 'REINSTATEMENT')),
        ADD CONSTRAINT ck_prices_one_item CHECK ((product_id IS NOT NULL) + (add_on_id IS NOT NULL) + (support_product_id IS NOT NULL) = 1)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('prices', 'support_product_id'))) return;
    await queryRunner.query(`
      ALTER TABLE prices
        DROP CONSTRAINT ck_prices_kind_of_price,
        DROP CONSTRAINT ck_prices_one_item,
        DROP FOREIGN KEY fk_prices_support_product,
        DROP INDEX uq_prices_support_product,
        DROP COLUMN support_product_id,
        ADD CONSTRAINT ck_prices_kind CHECK (kind IN ('PURCHASE', 'LEASE', 'MAINTENANCE')),
        ADD CONSTRAINT ck_prices_one_thing CHECK ((product_id IS NULL) <> (add_on_id IS NULL))
    `);
  }
}
