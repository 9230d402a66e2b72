/* The procedures as the contract names them; gives way to the server's own `AppRouter`. */

import type { Archive, ArchiveEntry } from '@borgcube/domain/archive/archive';
import type { AuditEntry } from '@borgcube/domain/audit/audit-entry';
import type {
  BackupConfig,
  BackupConfigCreate,
  BackupConfigUpdate,
} from '@borgcube/domain/backup-config/backup-config';
import type { Client, ClientCreate, ClientUpdate } from '@borgcube/domain/client/client';
import type { ConnectionInput, ConnectionTest } from '@borgcube/domain/connection/connection';
import type { Job, JobDetail, JobLogLine, JobProgress, JobStarted } from '@borgcube/domain/job/job';
import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import type {
  BrokenLock,
  KeyExport,
  Repository,
  RepositoryCreate,
  RepositoryInit,
  RepositoryKeyExport,
  RepositoryStats,
  RepositoryTest,
  RepositoryUpdate,
  RepositoryVerdict,
} from '@borgcube/domain/repository/repository';
import type {
  Occurrence,
  Schedule,
  ScheduleCreate,
  ScheduleUpdate,
} from '@borgcube/domain/schedule/schedule';
import type { SshKey, SshKeyGenerate, SshKeyImport } from '@borgcube/domain/ssh-key/ssh-key';
import type { ApiToken, NewApiToken, TokenCreate } from '@borgcube/domain/user/api-token';
import type { PasswordChange, SetupComplete, User, UserCreate, UserUpdate } from '@borgcube/domain/user/user';
import type {
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server';

type Query<In, Out> = TRPCQueryProcedure<{ input: In; output: Out; meta: unknown }>;
type Mutation<In, Out> = TRPCMutationProcedure<{ input: In; output: Out; meta: unknown }>;
type Stream<In, Out> = TRPCSubscriptionProcedure<{ input: In; output: Out; meta: unknown }>;

interface PageAsked {
  limit?: number;
  cursor?: string | null;
}
interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
interface ById {
  id: string;
}
type Partly<T> = { [K in keyof T]?: T[K] | undefined };

type Procedures = {
  repositories: {
    list: Query<PageAsked, Page<Repository>>;
    get: Query<ById, Repository>;
    create: Mutation<Partly<RepositoryCreate>, Repository>;
    init: Mutation<Partly<RepositoryInit>, Repository>;
    update: Mutation<RepositoryUpdate, Repository>;
    delete: Mutation<ById, unknown>;
    connect: Mutation<ById, Repository>;
    breakLock: Mutation<ById, BrokenLock>;
    stats: Query<ById, RepositoryStats>;
    exportKey: Mutation<KeyExport, RepositoryKeyExport>;
    acceptHostKey: Mutation<ById & { fingerprint: string }, Repository>;
    test: Mutation<Partly<RepositoryTest>, RepositoryVerdict>;
  };
  clients: {
    list: Query<PageAsked, Page<Client>>;
    get: Query<ById, Client>;
    create: Mutation<Partly<ClientCreate>, Client>;
    update: Mutation<ClientUpdate, Client>;
    delete: Mutation<ById, unknown>;
    testConnection: Mutation<{ id?: string; connection?: ConnectionInput }, ConnectionTest>;
    acceptHostKey: Mutation<ById & { fingerprint: string }, Client>;
  };
  sshKeys: {
    list: Query<PageAsked, Page<SshKey>>;
    generate: Mutation<SshKeyGenerate, SshKey>;
    import: Mutation<SshKeyImport, SshKey>;
    delete: Mutation<ById, unknown>;
  };
  backupConfigs: {
    list: Query<PageAsked & { clientId?: string; repositoryId?: string }, Page<BackupConfig>>;
    get: Query<ById, BackupConfig>;
    create: Mutation<Partly<BackupConfigCreate>, BackupConfig>;
    update: Mutation<BackupConfigUpdate, BackupConfig>;
    delete: Mutation<ById, unknown>;
    run: Mutation<ById, JobStarted>;
    commandLine: Query<ById, { commandLine: string; words: string[] }>;
  };
  jobs: {
    list: Query<
      PageAsked & { state?: string | string[]; kind?: string; repositoryId?: string; clientId?: string },
      Page<Job>
    >;
    get: Query<{ id: number }, JobDetail>;
    cancel: Mutation<{ id: number }, Job>;
    delete: Mutation<{ id: number }, unknown>;
    retry: Mutation<{ id: number }, JobStarted>;
    log: Query<{ id: number; after?: number; limit?: number }, { lines: JobLogLine[]; next: number }>;
    onChange: Stream<
      void,
      AsyncIterable<{ id: string; data: { jobId: number; state: string; progress: JobProgress | null } }>
    >;
    onLog: Stream<{ id: number }, AsyncIterable<unknown>>;
  };
  archives: {
    list: Query<PageAsked & { repositoryId?: string; clientId?: string; text?: string }, Page<Archive>>;
    get: Query<ById, Archive>;
    entries: Query<PageAsked & { id: string; path: string }, Page<ArchiveEntry>>;
  };
  forms: { get: Query<{ name: string }, Record<string, unknown>> };
  users: {
    list: Query<PageAsked, Page<User>>;
    create: Mutation<UserCreate, User>;
    update: Mutation<UserUpdate, User>;
    delete: Mutation<ById, unknown>;
  };
  tokens: {
    list: Query<PageAsked, Page<ApiToken>>;
    create: Mutation<TokenCreate, NewApiToken>;
    delete: Mutation<ById, unknown>;
  };
  schedules: {
    list: Query<PageAsked, Page<Schedule>>;
    get: Query<ById, Schedule>;
    create: Mutation<Partly<ScheduleCreate>, Schedule>;
    update: Mutation<ScheduleUpdate, Schedule>;
    delete: Mutation<ById, unknown>;
    preview: Query<
      { recurrence: string; recurrenceStart: string; timeZone: string; count: number; after?: string },
      { text: string; occurrences: string[] }
    >;
    runNow: Mutation<ById, { jobs: number[] }>;
    occurrences: Query<PageAsked & ById, Page<Occurrence>>;
  };
  scheduledActions: { kinds: Query<void, { kind: string; name: string; form: Record<string, unknown> }[]> };
  audit: { list: Query<PageAsked, Page<AuditEntry>> };
  session: {
    get: Query<
      void,
      {
        user: Pick<User, 'id' | 'name' | 'email' | 'role'> | null;
        timeZone: string;
        version: string;
        serverName: string;
      }
    >;
    changePassword: Mutation<PasswordChange, unknown>;
  };
  setup: {
    status: Query<void, { needed: boolean }>;
    complete: Mutation<SetupComplete, unknown>;
  };
  system: {
    status: Query<void, Record<string, unknown>>;
    dashboard: Query<void, Dashboard>;
  };
};

interface ErrorData {
  code: string;
  httpStatus: number;
  path?: string;
  kind?: string;
  fieldErrors?: Record<string, string[]>;
}

export type AppRouter = TRPCBuiltRouter<
  {
    ctx: object;
    meta: object;
    errorShape: { message: string; code: number; data: ErrorData };
    transformer: false;
  },
  Procedures
>;
