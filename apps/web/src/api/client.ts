import type { AppRouter } from '@borgcube/api/app-router';
import { QueryClient } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { isWorthRetrying } from './api-error.ts';
import { plainInputLink } from './plain-input-link.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (failures, error) => failures < 2 && isWorthRetrying(error) },
    mutations: { retry: false },
  },
});

/** These wait for Borg, and in one batch with others they would keep all of them waiting; or they are too long for one. */
const SINGLE_CALLS = [
  'archives.entries',
  'archives.previewDelete',
  'archives.previewRestore',
  'repositories.connect',
  'repositories.test',
  'clients.testConnection',
];

/** This one names any number of paths, which no address could hold. */
const LONG_CALLS = ['archives.measureSelection'];

/** Plain calls; components prefer `trpc` with TanStack Query. */
export const client: TRPCClient<AppRouter> = createTRPCClient<AppRouter>({
  links: [
    plainInputLink,
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: '/trpc' }),
      false: splitLink({
        condition: (operation) => LONG_CALLS.includes(operation.path),
        true: httpLink({ url: '/trpc', methodOverride: 'POST' }),
        false: splitLink({
          condition: (operation) => SINGLE_CALLS.includes(operation.path),
          true: httpLink({ url: '/trpc' }),
          false: httpBatchLink({ url: '/trpc', maxURLLength: 4000 }),
        }),
      }),
    }),
  ],
});

/** `trpc.clients.get.queryOptions({ id })` for `useQuery`, `trpc.clients.update.mutationOptions()` for `useMutation`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
