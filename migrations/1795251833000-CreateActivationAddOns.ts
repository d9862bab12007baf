import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateActivationAddOns1795251833000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS activation_add_ons (
        activation_id bigint unsigned NOT NULL,
        add_on_id bigint unsigned NOT NULL,
        account_id bigint unsigned NOT NULL,
        PRIMARY KEY (activation_id, add_on_id),
        INDEX ix_activation_add_ons_add_on (add_on_id),
        INDEX ix_activation_add_ons_activation (account_id, activation_id),
        CONSTRAINT fk_activation_add_ons_add_on FOREIGN KEY (add_on_id) REFERENCES add_ons(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_activation_add_ons_activation FOREIGN KEY (account_id, activation_id) REFERENCES activations(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS activation_add_ons');
  }
}
