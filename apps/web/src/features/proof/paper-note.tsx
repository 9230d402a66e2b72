import { useSession } from '../../frame/session.ts';
import { useClock } from '../../ui/clock.tsx';
import { formatInstantFull } from '../../ui/format/instant.ts';
import css from './proof.module.css';

/** On paper alone: which server said so, when, and to whom. */
export function PaperNote() {
  const { serverName, user } = useSession();
  const { now, timeZone } = useClock();
  return (
    <p className={`${css.paper} paper-only`}>
      From the ledger of {serverName}, as of {formatInstantFull(now, timeZone)}, for {user.name}. Whoever has
      the exported ledger can check each digest without this server.
    </p>
  );
}
