import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccounts1795251601000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS accounts (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        number varchar(20) NOT NULL,
        name varchar(200) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        email varchar(254) NOT NULL,
        address varchar(500) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        country char(2) NOT NULL,
        vat_number varchar(20) NULL,
        currency char(3) NOT NULL,
        holder_user_id bigint unsigned NOT NULL,
        mailing_preference varchar(20) NOT NULL,
        reseller tinyint NOT NULL,
        lease_provider tinyint NOT NULL,
        discount_basis_points int NOT NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_accounts_number (number),
        INDEX ix_accounts_email (email),
        INDEX ix_accounts_name (name),
        INDEX ix_accounts_holder (holder_user_id),
        CONSTRAINT fk_accounts_holder FOREIGN KEY (holder_user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_accounts_mailing_preference CHECK (mailing_preference IN ('ALL', 'CRITICAL_ONLY', 'NONE')),
        CONSTRAINT ck_accounts_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS accounts');
  }
}
