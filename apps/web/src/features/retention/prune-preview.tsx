import type { PrunePreviewInput } from '@borgcube/domain/prune/prune-config';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Section } from '../../ui/section.tsx';
import { FateLine } from './fate-line.tsx';
import { fatesOfPreview, heldWords } from './fate-of-preview.ts';
import { FatesShown } from './fates-shown.tsx';
import css from './retention.module.css';

const TITLE = 'What it would delete now';

/** The archives that are there, kept or deleted; `whole` adds the table. */
export function PrunePreview(props: { asked: PrunePreviewInput | null; whole?: boolean }) {
  const { asked } = props;
  const query = useQuery({
    ...trpc.pruneConfigs.preview.queryOptions(asked ?? {}),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (asked === null) {
    return (
      <Section title={TITLE}>
        <p className="ink2">Choose a policy to see it.</p>
      </Section>
    );
  }
  if (query.error) {
    return (
      <Section title={TITLE}>
        <p className="ink2" role="status">
          {errorWords(query.error).message}
        </p>
      </Section>
    );
  }
  if (!query.data) {
    return (
      <Section title={TITLE}>
        <LoadingRows />
      </Section>
    );
  }
  const fates = fatesOfPreview(query.data);
  if (fates.length === 0) {
    return (
      <Section title={TITLE}>
        <p className="ink2">No archive of a matching client is on record here.</p>
      </Section>
    );
  }
  const held = heldWords(query.data).map((words) => (
    <p key={words} className={css.held}>
      {words}
    </p>
  ));
  if (props.whole) {
    return (
      <FatesShown fates={fates} title={TITLE}>
        {held.length > 0 && <div style={{ marginBottom: 12 }}>{held}</div>}
      </FatesShown>
    );
  }
  return (
    <Section title={TITLE}>
      <FateLine fates={fates} label={TITLE} />
      {held}
    </Section>
  );
}
