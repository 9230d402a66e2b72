import type { PolicyInput } from '@borgcube/domain/retention/retention-policy';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { useSettled } from '../../ui/use-settled.ts';
import type { Fate } from './fate.ts';

export interface Simulation {
  fates: readonly Fate[] | null;
  error: unknown;
}

/** What a policy would keep of backups made at these times; follows what is typed. */
export function useSimulation(policy: Partial<PolicyInput>, timestamps: readonly string[]): Simulation {
  const asked = useSettled({ policy, timestamps });
  const { data, error } = useQuery({
    queryKey: ['retention', 'simulation', asked],
    queryFn: async (): Promise<Fate[]> => {
      const judged = await client.retentionPolicies.simulate.mutate({
        policy: asked.policy,
        timestamps: [...asked.timestamps],
      });
      return judged.map(({ timestamp, keep, rule }, index) => ({
        key: `${timestamp} ${index}`,
        at: timestamp,
        keep,
        rule,
      }));
    },
    enabled: asked.timestamps.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  return { fates: error || asked.timestamps.length === 0 ? null : (data ?? null), error };
}
