import { IconPlug } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { usePlugins } from '../features/plugin/use-plugins.ts';
import css from './sidebar.module.css';

/** What plugins added to the console, below the places. */
export function PluginLinks() {
  const { data } = usePlugins();
  const links = data?.plugins.flatMap((plugin) => plugin.links) ?? [];
  if (links.length === 0) return null;
  return (
    <ul aria-label="Plugins">
      {links.map(({ title, url }) => (
        <li key={url}>
          {url.startsWith('/') && !url.startsWith('/plugin/') ? (
            <Link to={url} className={css.place} title={title}>
              <Words title={title} />
            </Link>
          ) : (
            <a href={url} rel="noreferrer" className={css.place} title={title}>
              <Words title={title} />
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function Words(props: { title: string }) {
  return (
    <>
      <IconPlug size={16} stroke={1.75} aria-hidden />
      <span className={css.word}>{props.title}</span>
    </>
  );
}
