import type { JobDetail } from '@borgcube/domain/job/job';
import type { RestoreReceipt as Receipt } from '@borgcube/domain/restore/restore-receipt';
import { useMay } from '../../frame/session.ts';
import { type Figure, Figures } from '../../ui/figures.tsx';
import { formatCount } from '../../ui/format/count.ts';
import { Section } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { ReceiptLines } from './receipt-lines.tsx';
import css from './restore-receipt.module.css';
import {
  attributeWords,
  brokenOffWords,
  chiefCount,
  chiefNoun,
  lostWords,
  placeWords,
  receiptSentence,
  wasWere,
} from './restore-words.ts';

/** What a restore wrote, what it did not and why; the paths for those who may see them. */
export function RestoreReceipt(props: { job: JobDetail; receipt: Receipt }) {
  const { job, receipt } = props;
  const operator = useMay('operator');
  const whole = job.state === 'done';
  const brokenOff = brokenOffWords(receipt);
  return (
    <>
      <Section>
        <div className={css.head}>
          <StateWord tone={whole ? 'ok' : 'failed'}>
            {whole ? 'Proven' : brokenOff ? 'Broken off' : 'Not whole'}
          </StateWord>
          <h2 className={css.sentence}>{receiptSentence(receipt)}</h2>
        </div>
        {brokenOff && <p>{brokenOff}</p>}
        <p className="ink2">
          <TextLink to={`/archives/${receipt.archiveId}/browse/`}>{receipt.archiveName}</TextLink> to{' '}
          <span className="mono">{placeWords(receipt.target.hostname, receipt.target.path)}</span>
          {receipt.target.hostname === null && ' on this server'}.{' '}
          {receipt.channel !== null && `The way there (${receipt.channel}) ${lostWords(receipt.lost)}. `}
          {receipt.timePrecision !== null && `Times were compared to the ${receipt.timePrecision}. `}
          {attributeWords(receipt)}
        </p>
      </Section>
      <Section>
        <Figures figures={figuresOf(receipt)} />
      </Section>
      {operator ? (
        <ReceiptLines job={job} receipt={receipt} />
      ) : (
        <Section title="Paths">
          <p className="ink2">
            The paths of a restore need the operator role, as the contents of archives do.
          </p>
        </Section>
      )}
    </>
  );
}

function figuresOf({ written, skipped, failed, different }: Receipt): Figure[] {
  return [
    { value: formatCount(written.files), caption: written.files === 1 ? 'file written' : 'files written' },
    { value: <Size bytes={written.bytes} />, caption: 'read back, hash for hash' },
    { value: formatCount(chiefCount(skipped)), caption: `${chiefNoun(skipped)} left as ${wasWere(skipped)}` },
    { value: formatCount(chiefCount(failed)), caption: `${chiefNoun(failed)} not written` },
    {
      value: formatCount(chiefCount(different)),
      caption: `${chiefNoun(different)} different when read back`,
    },
  ];
}
