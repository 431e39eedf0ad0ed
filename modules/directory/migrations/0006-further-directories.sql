-- Directories that this node follows beside its first one: each with its own pinned root, contents, freshness and version.
create table directory.further (
  id uuid primary key,
  network text not null,
  origin text not null,
  -- The root that is believed, which two persons compared with the secretariat; later ones follow from it (protocol 07 §7).
  root bytea not null,
  fingerprint text not null,
  compared text not null,
  state text not null check (state in ('proposed', 'followed', 'rejected', 'leaving', 'left')),
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  leaving_by text,
  leaving_by_name text,
  left_by text,
  left_by_name text,
  left_at timestamptz,
  version integer,
  contents_sha256 text,
  contents bytea,
  freshness bytea,
  valid_until timestamptz,
  usable_until timestamptz,
  checked_at timestamptz,
  problem text,
  problem_at timestamptz,
  -- What it says otherwise than the directory to which the authority belongs.
  conflicts jsonb not null default '[]',
  check (state in ('proposed', 'rejected') or decided_by <> proposed_by),
  check (state <> 'left' or left_by <> leaving_by)
);
create unique index further_network on directory.further (network) where state in ('proposed', 'followed', 'leaving');

-- Through which directory an authority was first known: only that one speaks for its keys.
create table directory.first_known (
  authority_id text collate "C" primary key,
  -- `home`, or the id of a further directory.
  directory text not null
);

-- Which directories say of it exactly what is believed.
alter table directory.authority add column sources text[] not null default '{home}';
