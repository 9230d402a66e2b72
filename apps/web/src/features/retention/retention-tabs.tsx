import { TabLinks } from '../../ui/tab-links.tsx';
import { POLICIES_PATH, PRUNE_CONFIGS_PATH, SIMULATE_PATH } from './retention-path.ts';

/** What is kept, what is pruned by it, and trying it out. */
export function RetentionTabs() {
  return (
    <TabLinks
      label="Retention"
      tabs={[
        { to: POLICIES_PATH, label: 'Policies' },
        { to: PRUNE_CONFIGS_PATH, label: 'Prune configs' },
        { to: SIMULATE_PATH, label: 'Simulate' },
      ]}
    />
  );
}
