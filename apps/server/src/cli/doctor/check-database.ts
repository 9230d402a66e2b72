import { existsSync } from 'node:fs';
import { verifyChain } from '@borgcube/core/proof/verify-proofs';
import { openDatabase } from '@borgcube/db/open-database';
import { providerOf, sqlitePath } from '@borgcube/db/provider';
import type { ChainVerdict } from '@borgcube/domain/proof/proof';
import type { Settings } from '../../env.ts';
import { findLocalApi } from '../local-api.ts';
import type { DoctorCheck } from './doctor-check.ts';

/** Through the server that listens, else on the database itself, which is read and not changed. */
export async function checkDatabase(settings: Settings): Promise<DoctorCheck[]> {
  const server = await findLocalApi(settings.dataDir);
  if (server) {
    const { version } = await server.session.get.query();
    return [
      { name: 'server', ok: true, detail: `BorgCube ${version} listens on ${settings.dataDir}` },
      { name: 'database', ok: true, detail: 'The server that runs answers from it.' },
      chainCheck(await server.proofs.verify.query({})),
    ];
  }
  return [{ name: 'server', ok: true, detail: 'Nothing listens.' }, ...(await askDatabase(settings))];
}

async function askDatabase(settings: Settings): Promise<DoctorCheck[]> {
  const { databaseUrl } = settings;
  const database = await askProvider(settings);
  const isThere = providerOf(databaseUrl) !== 'sqlite' || existsSync(sqlitePath(databaseUrl));
  return database.ok && isThere ? [database, ...(await askLedger(databaseUrl))] : [database];
}

/** None where the database is of a version that knew no proofs. */
async function askLedger(databaseUrl: string): Promise<DoctorCheck[]> {
  const db = openDatabase(databaseUrl);
  try {
    return [chainCheck(await verifyChain(db))];
  } catch {
    return [];
  } finally {
    await db.$disconnect();
  }
}

function chainCheck({ isWhole, proofs, fault }: ChainVerdict): DoctorCheck {
  const name = 'proofs';
  if (!isWhole) return { name, ok: false, detail: fault?.sentence ?? 'The ledger is not whole.' };
  return { name, ok: true, detail: proofs === 0 ? 'No drill yet.' : `${proofs} in an unbroken chain.` };
}

async function askProvider({ databaseUrl }: Settings): Promise<DoctorCheck> {
  const name = 'database';
  const isSqlite = providerOf(databaseUrl) === 'sqlite';
  if (isSqlite && !existsSync(sqlitePath(databaseUrl))) {
    return { name, ok: true, detail: 'Not there yet; the first start makes it.' };
  }
  const db = openDatabase(databaseUrl);
  try {
    if (!isSqlite) {
      await db.$queryRaw`SELECT 1`;
      return { name, ok: true, detail: 'PostgreSQL answers.' };
    }
    const rows = await db.$queryRaw<Array<{ quick_check: string }>>`PRAGMA quick_check`;
    const found = rows[0]?.quick_check ?? 'no answer';
    return {
      name,
      ok: found === 'ok',
      detail: found === 'ok' ? 'SQLite is sound.' : `SQLite says: ${found}`,
    };
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.trim().split('\n').slice(-1) : [];
    return { name, ok: false, detail: reason };
  } finally {
    await db.$disconnect();
  }
}
