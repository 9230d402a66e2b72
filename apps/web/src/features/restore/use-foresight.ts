import type { RestorePreview } from '@borgcube/domain/restore/restore-preview';
import { useQueries } from '@tanstack/react-query';
import { readApiError } from '../../api/api-error.ts';
import { client } from '../../api/client.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { collides, type RestoreChoice, type requestsOf } from './restore-choice.ts';
import { choiceProblem, type Foresight, foresightOf } from './restore-foresight.ts';

export interface Seen {
  /** Why nothing can be looked at yet. */
  readonly problem: string | null;
  readonly isPending: boolean;
  readonly error: unknown;
  /** It could not be looked at now, but the job will look before it writes. */
  readonly isUnseen: boolean;
  readonly foresight: Foresight | null;
  readonly previews: readonly RestorePreview[];
  readonly lookAgain: () => void;
}

/** The repository is at work, or there is too much to be looked at while a person waits. */
const UNSEEN_KINDS = ['repository-busy', 'repository-lock-timeout', 'repository-lock-failed', 'timeout'];
/** While a job works on the repository, it is asked for again this often. */
const BUSY_AGAIN_MS = 5000;

/** Looks at the target, once the choice has rested for a moment, and says what a restore would meet. */
export function useForesight(choice: RestoreChoice, requests: ReturnType<typeof requestsOf>): Seen {
  const problem = choiceProblem(choice, collides(requests.flatMap(({ items }) => items)));
  const asked = requests.map((request) => request.asked);
  const settled = useSettled(asked);
  const isCurrent = JSON.stringify(settled) === JSON.stringify(asked);
  const looks = useQueries({
    queries: settled.map((input) => ({
      queryKey: ['restore-preview', input],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.archives.previewRestore.mutate(input, { signal }),
      enabled: problem === null && isCurrent,
      retry: false,
      // What lies on another machine is not ours to remember.
      staleTime: 0,
      gcTime: 0,
      refetchOnWindowFocus: false,
      refetchInterval: (query: { state: { error: unknown } }) =>
        kindOf(query.state.error) === 'repository-busy' ? BUSY_AGAIN_MS : (false as const),
    })),
  });
  const previews = looks.map((look) => look.data).filter((data) => data !== undefined);
  const whole = isCurrent && problem === null && previews.length === looks.length;
  const error = isCurrent && problem === null ? (looks.find((look) => look.isError)?.error ?? null) : null;
  return {
    problem,
    isPending: problem === null && !whole && error === null,
    error,
    isUnseen: UNSEEN_KINDS.includes(kindOf(error) ?? ''),
    foresight: whole ? foresightOf(previews) : null,
    previews: whole ? previews : [],
    lookAgain: () => {
      for (const look of looks) void look.refetch();
    },
  };
}

function kindOf(error: unknown): string | null {
  return error === null ? null : readApiError(error).kind;
}
