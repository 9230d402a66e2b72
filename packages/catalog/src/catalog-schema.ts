/** Raised when the tables change: a catalog of another version is thrown away and built anew. */
export const CATALOG_VERSION = 2;

/** `last` of a version that the newest archive of its line still has. */
export const OPEN = Number.MAX_SAFE_INTEGER;

/**
 * Paths are stored once: a node is a name under its parent, in one tree a client. What a path was is stored as
 * intervals: a line is the sequence in which the archives of one config were listed, and a version holds from `first`
 * to `last` of it. An archive that equals the one before it adds no row. Names are as `domain/archive/archive-path`.
 * A node that was a folder once stays marked as one, so that the folders of a level are found without its files.
 * Blocks of names go by `name-block`'s ids; their bits lie apart, to be read without the names.
 */
export const CATALOG_SCHEMA = `
create table tree (id integer primary key, client text not null unique, root integer not null);
create table line (
  id integer primary key, tree integer not null, config text not null,
  seq integer not null, live integer not null, unique (tree, config)
);
create table archive (
  id text primary key, line integer not null, seq integer not null, timestamp integer not null,
  entries integer not null, unique (line, seq)
);
create table node (
  id integer primary key, parent integer not null, name text not null, is_folder integer not null
);
create unique index node_name on node (parent, name);
create index node_folder on node (parent, name) where is_folder = 1;
create table owner (
  id integer primary key, mode text not null, user text not null, "group" text not null,
  unique (mode, user, "group")
);
create table version (
  node integer not null, line integer not null, first integer not null, last integer not null,
  type integer not null, size integer, mtime integer, owner integer, link text,
  primary key (node, line, first)
) without rowid;
create index version_began on version (line, first) where first > 1;
create index version_ended on version (line, last) where last < ${OPEN};
create table folder (
  node integer not null, line integer not null, first integer not null,
  size integer not null, files integer not null, primary key (node, line, first)
) without rowid;
create index folder_began on folder (line, first) where first > 1;
create table name_block (id integer primary key, count integer not null, nodes blob not null, names blob not null);
create table name_bits (id integer primary key, bits blob not null);
`;
