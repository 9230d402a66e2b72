import { useMay } from '../../frame/session.ts';
import { TabLinks } from '../../ui/tab-links.tsx';

/** Parts of the settings; what only an admin may see is absent for others. */
export function SettingsTabs() {
  const admin = useMay('admin');
  return (
    <TabLinks
      label="Settings"
      tabs={[
        { to: '/settings/you', label: 'You' },
        ...(admin
          ? [
              { to: '/settings/users', label: 'Users' },
              { to: '/settings/tokens', label: 'Tokens' },
            ]
          : []),
        { to: '/settings/ssh-keys', label: 'SSH keys' },
        { to: '/settings/notifications', label: 'Notifications' },
        { to: '/settings/triggers', label: 'Triggers' },
        { to: '/settings/plugins', label: 'Plugins' },
        ...(admin ? [{ to: '/settings/audit', label: 'Audit log' }] : []),
        { to: '/settings/system', label: 'System' },
      ]}
    />
  );
}
