export const POLICIES_PATH = '/retention/policies';
export const PRUNE_CONFIGS_PATH = '/retention/configs';
export const SIMULATE_PATH = '/retention/simulate';

export const planPath = (planId: string) => `/retention/plans/${planId}`;
export const policyPath = (id: string) => `${POLICIES_PATH}/${id}`;
export const pruneConfigPath = (id: string) => `${PRUNE_CONFIGS_PATH}/${id}`;
