import { makeDirectory } from '@borgcube/db/make-directory';
import { openDatabase } from '@borgcube/db/open-database';
import { providerOf } from '@borgcube/db/provider';
import { maskText } from '../../log/mask-text.ts';

/** Null when it answers, else why not, without the password. SQLite is made by the first start; only its place is. */
export async function tryDatabase(url: string, dataDir: string): Promise<string | null> {
  if (providerOf(url) === 'sqlite') return tryDirectory(dataDir);
  const db = openDatabase(url);
  try {
    await db.$queryRaw`SELECT 1`;
    return null;
  } catch (error) {
    return reasonOf(error, url);
  } finally {
    await db.$disconnect();
  }
}

function tryDirectory(dataDir: string): string | null {
  try {
    makeDirectory(dataDir);
    return null;
  } catch (error) {
    return reasonOf(error, dataDir);
  }
}

function reasonOf(error: unknown, url: string): string {
  const [reason = 'it does not answer'] =
    error instanceof Error ? error.message.trim().split('\n').slice(-1) : [String(error)];
  const password = URL.canParse(url) ? new URL(url).password : '';
  const masked = maskText(reason);
  return password === '' ? masked : masked.replaceAll(decodeURIComponent(password), '[masked]');
}
