import { appRouter } from '@borgcube/api/app-router';
import type { ProcedureMeta } from '@borgcube/api/trpc';
import { type RunningServer, startServer } from '@borgcube/testing/server/start-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, post } from './ask.ts';

/** The only procedures that answer a stranger; `triggers.run` says of every id that there is none. */
const FOR_ANYONE = ['session.get', 'setup.complete', 'setup.status', 'triggers.run'];
/** What a viewer may send: a what-if, and the own password. */
const CHANGES_OF_VIEWERS = ['retentionPolicies.simulate', 'session.changePassword'];
/** Reads that need more than a viewer's role. */
const READS_OF_OTHERS: Record<string, ProcedureMeta['role']> = {
  'archives.diff': 'operator',
  'archives.entries': 'operator',
  'archives.history': 'operator',
  'archives.measureSelection': 'operator',
  'archives.search': 'operator',
  'audit.list': 'admin',
  'jobs.receipt': 'operator',
  'notifications.channels.get': 'admin',
  'notifications.channels.list': 'admin',
  'notifications.rules.get': 'admin',
  'notifications.rules.list': 'admin',
  'proofs.export': 'operator',
  'repositories.listForgotten': 'admin',
  'tokens.list': 'admin',
  'users.list': 'admin',
};
/** Acts that an operator may do; all others that change something are an admin's. */
const ACTS_OF_OPERATORS =
  /\.(run|runNow|retry|cancel|sync|compact|testConnection|confirmPlan|pin|comment|acceptSuspect|buildCatalogs?|(preview)?[rR]estore)$/;

interface Procedure {
  readonly _def: { readonly type: 'query' | 'mutation' | 'subscription'; readonly meta?: ProcedureMeta };
}

// tRPC keeps its procedures there under their full names.
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>).map(
  ([name, { _def }]) => ({ name, type: _def.type, role: _def.meta?.role }),
);

let server: RunningServer;
const tokens = new Map<string, string>();

beforeAll(async () => {
  server = await startServer();
  for (const role of ['viewer', 'operator', 'admin']) {
    const made = JSON.parse(server.run('token', 'create', '--name', role, '--role', role, '--json'));
    tokens.set(role, made.token);
  }
});
afterAll(() => server[Symbol.asyncDispose]());

function call({ name, type }: { name: string; type: string }, role?: string) {
  const headers: Record<string, string> = role ? { authorization: `Bearer ${tokens.get(role)}` } : {};
  const url = `${server.url}/trpc/${name}`;
  return type === 'mutation' ? post(url, { id: 'x' }, headers) : ask(`${url}?input={"id":"x"}`, { headers });
}

it('there are procedures, and each says whom it is for', () => {
  expect(procedures.length).toBeGreaterThan(40);
  expect(procedures.filter(({ role }) => role === undefined)).toEqual([]);
});

describe('without a token', () => {
  it('every procedure but the named ones is UNAUTHORIZED', async () => {
    const open = [];
    for (const procedure of procedures) {
      const answer = await call(procedure);
      if (answer.status !== 401 || answer.refusal.code !== 'UNAUTHORIZED') open.push(procedure.name);
    }
    // These are changes: without a page of ours they are refused as well.
    const changes = ['setup.complete', 'triggers.run'];
    expect(open.toSorted()).toEqual(FOR_ANYONE.filter((name) => !changes.includes(name)));
    expect(
      procedures
        .filter(({ role }) => role === 'anyone')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(FOR_ANYONE);
  });

  it('a token that nobody made, and a known one in another scheme, open nothing', async () => {
    for (const authorization of [
      'Bearer bct_made-up-by-somebody',
      `Basic ${tokens.get('admin')}`,
      'Bearer',
    ]) {
      const answer = await ask(`${server.url}/trpc/users.list`, { headers: { authorization } });
      expect([authorization, answer.refusal.code]).toEqual([authorization, 'UNAUTHORIZED']);
    }
  });
});

describe.each(['viewer', 'operator'] as const)('as %s', (role) => {
  const rank = { anyone: 0, viewer: 0, operator: 1, admin: 2 };
  const above = procedures.filter(({ role: needed }) => rank[needed ?? 'anyone'] > rank[role]);

  it('what needs more is FORBIDDEN', async () => {
    const letIn = [];
    for (const procedure of above) {
      const answer = await call(procedure, role);
      if (answer.status !== 403 || answer.refusal.code !== 'FORBIDDEN') letIn.push(procedure.name);
    }
    expect(above.length).toBeGreaterThan(15);
    expect(letIn).toEqual([]);
  });
});

describe('roles', () => {
  it('a viewer changes nothing', () => {
    const changes = procedures.filter(({ type, role }) => type === 'mutation' && role === 'viewer');
    expect(changes.map(({ name }) => name).toSorted()).toEqual(CHANGES_OF_VIEWERS);
  });

  it('only runs, cancels and probes are an operator’s; configuring, deleting and keys are an admin’s', () => {
    for (const { name, type, role } of procedures) {
      if (type !== 'mutation' || FOR_ANYONE.includes(name) || CHANGES_OF_VIEWERS.includes(name)) continue;
      expect([name, role]).toEqual([name, ACTS_OF_OPERATORS.test(name) ? 'operator' : 'admin']);
    }
  });

  it('reads are a viewer’s, contents of archives and accounts aside', () => {
    for (const { name, type, role } of procedures) {
      if (type === 'mutation' || FOR_ANYONE.includes(name)) continue;
      expect([name, role]).toEqual([name, READS_OF_OTHERS[name] ?? 'viewer']);
    }
  });

  it('a viewer downloads nothing', async () => {
    const headers = { authorization: `Bearer ${tokens.get('viewer')}` };
    const answer = await ask(`${server.url}/archives/x/download?path=a`, { headers });
    expect(answer.refusal.code).toBe('FORBIDDEN');
    expect((await ask(`${server.url}/archives/x/download?path=a`)).refusal.code).toBe('UNAUTHORIZED');
  });
});
