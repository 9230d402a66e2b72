/* The server's procedures, and those of schedules as the contract names them. */

import type { AppRouter as ServerRouter } from '@borgcube/api/app-router';
import type {
  Occurrence,
  Schedule,
  ScheduleCreate,
  ScheduleUpdate,
} from '@borgcube/domain/schedule/schedule';
import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';

type Query<In, Out> = TRPCQueryProcedure<{ input: In; output: Out; meta: unknown }>;
type Mutation<In, Out> = TRPCMutationProcedure<{ input: In; output: Out; meta: unknown }>;

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

type ScheduleProcedures = {
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
};

export type AppRouter = TRPCBuiltRouter<
  ServerRouter['_def']['_config']['$types'],
  Omit<ServerRouter['_def']['record'], keyof ScheduleProcedures> & ScheduleProcedures
>;
