import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RequireTermsOfActivations1795251832000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const table = await queryRunner.getTable('activations');
    if (table?.indices.some(({ name }) => name === 'ix_activations_product')) return;
    await queryRunner.query(`
      ALTER TABLE activations
        MODIFY COLUMN product_id bigint unsigned NOT NULL,
        ADD INDEX ix_activations_product (product_id),
        ADD UNIQUE INDEX uq_activations_account_id (account_id, id),
        ADD CONSTRAINT fk_activations_product FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE NO ACTION ON UPDATE NO ACTION
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const table = await queryRunner.getTable('activations');
    if (!table?.indices.some(({ name }) => name === 'ix_activations_product')) return;
    await queryRunner.query(`
      ALTER TABLE activations
        DROP FOREIGN KEY fk_activations_product,
        DROP INDEX ix_activations_product,
        DROP INDEX uq_activations_account_id,
        MODIFY COLUMN product_id bigint unsigned NULL
    `);
  }
}
