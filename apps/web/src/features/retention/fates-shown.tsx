import type { ReactNode } from 'react';
import { Section } from '../../ui/section.tsx';
import type { Fate } from './fate.ts';
import { FateLine } from './fate-line.tsx';
import { FateTable } from './fate-table.tsx';

/** Time line above, table below. */
export function FatesShown(props: {
  fates: readonly Fate[];
  title: string;
  note?: ReactNode;
  aside?: ReactNode;
  children?: ReactNode;
}) {
  const { fates, title } = props;
  return (
    <>
      <Section title={title} note={props.note} aside={props.aside}>
        {props.children}
        <FateLine fates={fates} label={title} />
      </Section>
      {fates.length > 0 && (
        <Section title="Archive by archive" bleed>
          <FateTable fates={fates} />
        </Section>
      )}
    </>
  );
}
