import { type Icon, IconCalendarMonth, IconListCheck, IconPlus, IconSettings } from '@tabler/icons-react';

export interface PaletteItem {
  key: string;
  group: 'Do' | 'Go to';
  label: string;
  /** Quiet words after the label. */
  note: string;
  icon: Icon;
  /** The path it leads to; an act that starts something answers the path to show then. */
  open: () => string | Promise<string>;
}

export const ADMIN_ACTS: readonly PaletteItem[] = [
  act('/clients/new', 'Add client'),
  act('/repositories/new', 'Add repository'),
  act('/schedules/new', 'Add schedule'),
  act('/retention/policies/new', 'Add retention policy'),
  act('/retention/configs/new', 'Add prune config'),
  act('/verification/new', 'Add check'),
  act('/settings/notifications/channels/new', 'Add notification channel'),
  act('/settings/notifications/rules/new', 'Add notification rule'),
  act('/settings/triggers/new', 'Add trigger'),
  act('/settings/users/new', 'Add user'),
  act('/settings/tokens/new', 'Make token'),
  act('/settings/ssh-keys/new', 'Add SSH key'),
  act('/archives/import', 'Import archives'),
];

/** Pages that stand behind those of the sidebar. */
export const OTHER_PLACES: readonly PaletteItem[] = [
  goTo('/schedules/calendar', 'Calendar', 'schedules', IconCalendarMonth),
  goTo('/schedules/ledger', 'Ledger', 'schedules', IconListCheck),
  goTo('/retention/configs', 'Prune configs', 'retention', IconListCheck),
  goTo('/retention/simulate', 'Simulate retention', 'retention', IconListCheck),
  setting('you', 'You'),
  setting('ssh-keys', 'SSH keys'),
  setting('notifications', 'Notifications'),
  setting('triggers', 'Triggers'),
  setting('plugins', 'Plugins'),
  setting('system', 'System'),
];

export const ADMIN_PLACES: readonly PaletteItem[] = [
  setting('users', 'Users'),
  setting('tokens', 'Tokens'),
  setting('audit', 'Audit log'),
];

export function goTo(path: string, label: string, note: string, icon: Icon): PaletteItem {
  return { key: path, group: 'Go to', label, note, icon, open: () => path };
}

function setting(name: string, label: string): PaletteItem {
  return goTo(`/settings/${name}`, label, 'settings', IconSettings);
}

function act(path: string, label: string): PaletteItem {
  return { key: `act-${path}`, group: 'Do', label, note: '', icon: IconPlus, open: () => path };
}
