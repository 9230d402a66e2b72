import type { ConnectionSettings } from '@borgcube/db/connection-store';
import type { ConnectionTest, HostKey } from '@borgcube/domain/connection/connection';
import type { ConnectionVerdict } from '../borg-hand.ts';
import type { CoreContext } from '../core-context.ts';
import { connectionTarget } from './connection-target.ts';
import { isSameFingerprint } from './host-key.ts';

export interface TestedConnection {
  readonly verdict: ConnectionTest;
  /** The key that the far side showed; null: it did not answer. */
  readonly seen: HostKey | null;
  /** Set when this contact was the first and showed exactly the key that was expected by name. */
  readonly pinned: HostKey | null;
}

/** Reaches out to a machine; with an expected fingerprint and no accepted key yet, the first contact accepts that key. */
export async function runConnectionTest(
  ctx: Pick<CoreContext, 'db' | 'secrets' | 'borg'>,
  connection: ConnectionSettings,
): Promise<TestedConnection> {
  const target = await connectionTarget(ctx, connection);
  const first = await ctx.borg.testConnection(target);
  const expected = connection.hostKeyLine === null ? connection.hostKeyFingerprint : null;
  if (expected === null || first.hostKey === null) return tested(first, connection.hostKeyLine, null);
  if (!isSameFingerprint(first.hostKey.fingerprint, expected)) {
    return tested(asUnexpected(first, expected), connection.hostKeyLine, null);
  }
  const line = first.hostKey.line;
  const second = await ctx.borg.testConnection({ ...target, hostKeyLine: line });
  return tested(second, line, first.hostKey);
}

/** A key that nobody accepted yet is one thing; one that is not the key that somebody named is another. */
function asUnexpected(verdict: ConnectionVerdict, expected: string): ConnectionVerdict {
  const detail = `${verdict.hostKey?.type} ${verdict.hostKey?.fingerprint} is not the expected key ${expected}.`;
  return {
    ...verdict,
    checks: verdict.checks.map((check) => (check.name === 'host-key' ? { ...check, detail } : check)),
  };
}

function tested(
  { ok, checks, hostKey }: ConnectionVerdict,
  acceptedLine: string | null,
  pinned: HostKey | null,
): TestedConnection {
  const accepted = hostKey !== null && hostKey.line === acceptedLine;
  const shown = hostKey && { type: hostKey.type, fingerprint: hostKey.fingerprint, accepted };
  return {
    verdict: { ok, checks: [...checks], hostKey: shown },
    seen: hostKey,
    pinned: accepted ? pinned : null,
  };
}
