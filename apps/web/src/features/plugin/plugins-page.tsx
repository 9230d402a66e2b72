import type { PluginView, SystemPlugins } from '@borgcube/domain/plugin/plugin-view';
import { Loaded } from '../../api/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { SettingsTabs } from '../settings/settings-tabs.tsx';
import css from './plugin.module.css';
import { bringsWords, pluginPath } from './plugin-words.ts';
import { usePlugins } from './use-plugins.ts';

/** What is installed, what could not be loaded, and what is stored for plugins that are not here. */
export function PluginsPage() {
  const query = usePlugins();
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs />
      <Loaded query={query}>{(data) => <Plugins data={data} />}</Loaded>
    </>
  );
}

function Plugins(props: { data: SystemPlugins }) {
  const { plugins, failures, missing } = props.data;
  const added = plugins.filter((plugin) => plugin.from !== null);
  const own = plugins.filter((plugin) => plugin.from === null);
  return (
    <>
      {failures.length > 0 && <Failures failures={failures} />}
      {missing.length > 0 && <Missing missing={missing} />}
      <Section title="Added" note={added.length} bleed={added.length > 0}>
        {added.length > 0 ? (
          <PluginTable label="Added plugins" plugins={added} />
        ) : (
          <p className="ink2">
            None. A plugin is a package whose name or folder stands in{' '}
            <span className="mono">BORGCUBE_PLUGINS</span>, or one that is installed in{' '}
            <span className="mono">plugins</span> below the data directory.
          </p>
        )}
      </Section>
      <Section title="Part of BorgCube" note={own.length} bleed>
        <PluginTable label="Plugins that are part of BorgCube" plugins={own} />
      </Section>
    </>
  );
}

/** What is part of BorgCube has no version of its own. */
const ADDED_COLUMNS: readonly Column<PluginView>[] = [
  {
    key: 'description',
    head: 'About',
    from: 'medium',
    cell: (row) => <span className="cut ink2">{row.description}</span>,
  },
  { key: 'version', head: 'Version', width: 120, cell: (row) => row.version },
];

function PluginTable(props: { label: string; plugins: readonly PluginView[] }) {
  return (
    <Table
      label={props.label}
      rows={props.plugins}
      rowKey={(row) => row.name}
      href={(row) => pluginPath(row.name)}
      columns={[
        {
          key: 'name',
          head: 'Name',
          width: 180,
          cell: (row) => <RowLink to={pluginPath(row.name)}>{row.name}</RowLink>,
        },
        {
          key: 'brings',
          head: 'Brings',
          cell: (row) => (
            <span className="cut">{bringsWords(row) ?? <span className="ink3">nothing</span>}</span>
          ),
        },
        ...(props.plugins.some((plugin) => plugin.from !== null) ? ADDED_COLUMNS : []),
      ]}
      phone={(row) => ({
        first: <RowLink to={pluginPath(row.name)}>{row.name}</RowLink>,
        firstEnd: row.version,
        second: bringsWords(row) ?? 'nothing',
      })}
    />
  );
}

function Failures(props: { failures: SystemPlugins['failures'] }) {
  return (
    <Section title="Not loaded" note={props.failures.length}>
      <ul className={css.troubles}>
        {props.failures.map((failure) => (
          <li key={failure.from}>
            <StateWord tone="failed">{failure.name}</StateWord>
            <p>{failure.reason}</p>
            <p className="mono ink2">{failure.from}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Missing(props: { missing: SystemPlugins['missing'] }) {
  return (
    <Section title="Needed and not here" note={props.missing.length}>
      <p className="ink2">What is stored for them is kept as it is: it is not run, changed or deleted.</p>
      <ul className={css.troubles}>
        {props.missing.map((plugin) => (
          <li key={plugin.name}>
            <StateWord tone="warning">{plugin.name}</StateWord>
            {plugin.keeps.map((words) => (
              <p key={words}>{words}</p>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
