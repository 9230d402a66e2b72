import { reserveClusterDir, stopCluster } from './postgres-cluster.ts';

/** Vitest's global setup: one PostgreSQL cluster for the whole run, started when a test first asks for it. */
export function setup(): () => Promise<void> {
  const dir = reserveClusterDir();
  return () => stopCluster(dir);
}
