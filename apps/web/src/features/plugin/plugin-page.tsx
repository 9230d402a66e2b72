import type { PluginView } from '@borgcube/domain/plugin/plugin-view';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section, Split } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import css from './plugin.module.css';
import { pluginPath } from './plugin-words.ts';
import { usePlugins } from './use-plugins.ts';

/** All that one plugin declares; its jobs are started from here. */
export function PluginPage() {
  const { name = '' } = useParams({ strict: false });
  const query = usePlugins();
  return (
    <>
      <PageHead crumbs={[{ label: 'Plugins', to: '/settings/plugins' }]} title={name} />
      <Loaded query={query}>
        {({ plugins }) => {
          const plugin = plugins.find((one) => one.name === name);
          if (plugin) return <Plugin plugin={plugin} />;
          return <EmptyState title="No such plugin">It is not installed on this server.</EmptyState>;
        }}
      </Loaded>
    </>
  );
}

function Plugin(props: { plugin: PluginView }) {
  const { plugin } = props;
  return (
    <Split
      main={
        <>
          {plugin.description !== '' && (
            <Section>
              <p>{plugin.description}</p>
            </Section>
          )}
          <JobKinds plugin={plugin} />
          <Parts
            title="Scheduled actions"
            parts={plugin.scheduledActions.map(({ kind, name }) => ({ key: kind, name, words: kind }))}
          />
          <Parts
            title="Notifiers"
            parts={plugin.notifiers.map(({ kind, name }) => ({ key: kind, name, words: kind }))}
          />
          <Parts
            title="Metrics"
            parts={plugin.metrics.map(({ name, help, labels }) => ({
              key: name,
              name: labels.length > 0 ? `${name}{${labels.join(', ')}}` : name,
              words: help,
              isMono: true,
            }))}
          />
        </>
      }
      side={<Aside plugin={plugin} />}
    />
  );
}

function JobKinds(props: { plugin: PluginView }) {
  const { name, jobKinds } = props.plugin;
  const operator = useMay('operator');
  return (
    <Parts
      title="Job kinds"
      parts={jobKinds.map((kind) => ({
        key: kind.name,
        name: kind.verboseName,
        words: [kind.name, ...kind.states.map((state) => state.verboseName)].join(' · '),
        act: kind.runnable && operator && (
          <LinkButton size="sm" to={`${pluginPath(name)}/run/${kind.name}`}>
            Run…
          </LinkButton>
        ),
      }))}
    />
  );
}

interface Part {
  key: string;
  name: string;
  words: string;
  isMono?: boolean;
  act?: ReactNode;
}

function Parts(props: { title: string; parts: readonly Part[] }) {
  if (props.parts.length === 0) return null;
  return (
    <Section title={props.title} note={props.parts.length}>
      <ul className={css.parts}>
        {props.parts.map((part) => (
          <li key={part.key}>
            <p className={part.isMono ? 'mono' : 'name'}>{part.name}</p>
            <p className={part.isMono ? 'ink2' : 'ink2 small'}>{part.words}</p>
            {part.act && <div className={css.act}>{part.act}</div>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Aside(props: { plugin: PluginView }) {
  const { version, from, hooks, data, links } = props.plugin;
  return (
    <>
      <Section title="This plugin">
        <Facts
          facts={[
            ['Version', version ?? undefined],
            [
              'From',
              from === null ? (
                'part of BorgCube'
              ) : (
                <span key="from" className="mono">
                  {from}
                </span>
              ),
            ],
            ['Hooks', hooks.length > 0 ? hooks.join(', ') : undefined],
          ]}
        />
      </Section>
      {data.length > 0 && (
        <Section title="Data">
          <Facts facts={data.map((root) => [root.name, <Root key={root.name} root={root} />] as const)} />
        </Section>
      )}
      {links.length > 0 && (
        <Section title="Links">
          <ul className={css.parts}>
            {links.map((link) => (
              <li key={link.url}>
                <PluginLink {...link} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Root(props: { root: PluginView['data'][number] }) {
  const { version, storedVersion, problem } = props.root;
  if (problem !== null) return <StateWord tone="failed">{problem}</StateWord>;
  if (storedVersion === null) return <span className="ink3">not made yet</span>;
  return storedVersion === version
    ? `version ${version}`
    : `version ${storedVersion}, written as ${version} when it changes`;
}

function PluginLink(props: { title: string; url: string }) {
  const { title, url } = props;
  const isOwnPage = url.startsWith('/') && !url.startsWith('/plugin/');
  if (isOwnPage) return <TextLink to={url}>{title}</TextLink>;
  return (
    <a className="link id" href={url} rel="noreferrer">
      {title}
    </a>
  );
}
