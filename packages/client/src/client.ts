import type { AppRouter } from '@borgcube/api/app-router';
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client';
import { FetchEventSource } from './event-source.ts';

export interface BorgcubeClientOptions {
  /** Where the server answers: `https://backup.example.org`. */
  readonly url: string;
  /** Made by `borgcube token create`. In a browser on the server's own pages the session does without. */
  readonly token?: string;
}

export type BorgcubeClient = ReturnType<typeof createTRPCClient<AppRouter>>;

/** A typed client of the whole API, for Node and browsers: `await client.jobs.list.query({})`. */
export function createBorgcubeClient({ url, token }: BorgcubeClientOptions): BorgcubeClient {
  const address = `${url.replace(/\/+$/, '')}/trpc`;
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url: address,
          EventSource: FetchEventSource,
          eventSourceOptions: { headers },
        }),
        false: httpBatchLink({ url: address, headers, maxURLLength: 4000 }),
      }),
    ],
  });
}

/** What a refused call throws; `data` holds `code`, `kind` and `fieldErrors` of the server's answer. */
export function isBorgcubeError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
