import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import { useMay } from '../../frame/session.ts';
import { TextLink } from '../../ui/text-link.tsx';

const WORDS: Partial<Record<Dashboard['told'], { sentence: string; act: string; to: string }>> = {
  nobody: {
    sentence: 'Nobody is told when something needs a person.',
    act: 'Add a channel',
    to: '/settings/notifications/channels/new',
  },
  untested: {
    sentence: 'Nobody has tried yet whether messages arrive.',
    act: 'Test the channel',
    to: '/settings/notifications',
  },
  failing: {
    sentence: 'Messages do not get through.',
    act: 'See why',
    to: '/settings/notifications',
  },
};

/** Quiet, and there until somebody is told. */
export function ToldNag(props: { told: Dashboard['told'] }) {
  const words = WORDS[props.told];
  const admin = useMay('admin');
  if (!words) return null;
  return (
    <p className="ink2">
      {words.sentence} {admin && <TextLink to={words.to}>{words.act}</TextLink>}
    </p>
  );
}
