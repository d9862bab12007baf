import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Pool } from 'mysql2';

const LOCK_LICENSE = `SELECT l.status, l.account_id AS accountId FROM licenses l
  JOIN memberships m ON m.account_id = l.customer_account_id AND m.status = 'ACTIVE' AND m.may_activate_licenses = 1
  WHERE l.id = ? AND m.user_id = ? AND l.status IN ('READY', 'ACTIVE', 'REACTIVATION_REQUIRED') FOR UPDATE`;
const RUNNING = `SELECT id, server_name AS serverName FROM activations
  WHERE account_id = ? AND license_id = ? AND deactivated_at IS NULL`;
const SEEN_RUNNING = 'UPDATE activations SET last_seen_at = ? WHERE id = ?';
const AUDIT = `INSERT INTO audit_events (account_id, subject_type, subject_id, action, user_id, address,
    request_id, changes, created_at)
  VALUES (?, 'License', ?, 'activateLicense', ?, ?, ?, ?, ?)`;
const REMEMBER = `INSERT INTO idempotency_keys (actor, key_hash, mutation, input_hash, account_id, claim_token,
    claimed_until, answer, settled_at, created_at, expires_at)
  VALUES (?, ?, 'activateLicense', ?, ?, ?, ?, ?, ?, ?, ?)`;
const SERVER_NAME = 'bench.example.test';

const DAY = 24 * 3_600_000;

/** The same rows as Keyhold writes: the installation, the audit, and the idempotency key with its answer. */
export async function activate(
  pool: Pool,
  { headers, socket }: IncomingMessage,
  userId: number,
  license: number,
  count: (statements: number) => void,
): Promise<object | null> {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string') return null;
  const connection = await pool.promise().getConnection();
  const run = async <Row>(text: string, params: (string | number | Date | Buffer)[]) => {
    count(1);
    const [found] = await connection.execute(text, params);
    return found as Row[];
  };
  try {
    // START TRANSACTION and COMMIT.
    count(2);
    await connection.query('START TRANSACTION');
    const now = new Date();
    const [locked] = await run<{ status: string; accountId: number }>(LOCK_LICENSE, [
      license,
      userId,
    ]);
    if (locked === undefined) throw new Error('The license is out of reach');
    const [running] = await run<{ id: number; serverName: string }>(RUNNING, [
      locked.accountId,
      license,
    ]);
    if (running?.serverName !== SERVER_NAME) throw new Error('The license runs elsewhere');
    await run(SEEN_RUNNING, [now, running.id]);
    await run(AUDIT, [
      locked.accountId,
      license,
      userId,
      socket.remoteAddress ?? '',
      now.getTime().toString(36),
      '{}',
      now,
    ]);
    const answer = {
      activateLicense: {
        activation: { serverName: running.serverName },
        license: { status: locked.status },
        userErrors: [],
      },
    };
    await run(REMEMBER, [
      `user:${userId}`,
      createHash('sha256').update(key).digest(),
      createHash('sha256').update(`activateLicense ${license} ${SERVER_NAME}`).digest(),
      locked.accountId,
      key,
      now,
      JSON.stringify(answer),
      now,
      now,
      new Date(now.getTime() + DAY),
    ]);
    await connection.query('COMMIT');
    return answer;
  } catch (error) {
    await connection.query('ROLLBACK');
    throw error;
  } finally {
    connection.release();
  }
}
