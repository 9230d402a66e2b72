import { TabLinks } from '../../ui/tab-links.tsx';
import { LEDGER_PATH } from './proof-path.ts';

/** What was proven and checked, and the ledger of every proof. */
export function VerificationTabs() {
  return (
    <TabLinks
      label="Verification"
      tabs={[
        { to: '/verification', label: 'Proven and checked' },
        { to: LEDGER_PATH, label: 'Ledger of proofs', within: true },
      ]}
    />
  );
}
