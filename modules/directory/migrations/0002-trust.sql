-- Contents by their hash: after a thief's version the true one may bear the same number (protocol 07 §7).
alter table directory.standing add column contents_sha256 text;
update directory.standing s set contents_sha256 = e.contents_sha256 from directory.edition e where e.version = s.version;
alter table directory.standing drop constraint standing_version_fkey;
alter table directory.edition drop constraint edition_pkey;
alter table directory.edition add primary key (contents_sha256);
alter table directory.standing add foreign key (contents_sha256) references directory.edition;

-- Grows with every change of what is believed: whoever keeps something in memory sees that it is old.
alter table directory.standing add column revision integer not null default 0;

-- How an authority's row came about: its key was compared by two persons here, or a directory that differs from it.
alter table directory.authority
  add column pinned boolean not null default false,
  -- The fingerprint that a directory lists instead of the pinned one.
  add column differs text;

-- Why a person proposes in spite of a warning, and which warnings there were.
alter table directory.proposal
  add column warnings jsonb not null default '[]',
  add column reason text,
  -- How many contents keys have signed.
  add column signatures integer not null default 1;

-- Revocation lists, as the authorities signed them; the latest of each counts.
create table directory.revocation_list (
  sha256 text primary key,
  authority_id text collate "C" not null,
  ca_sha256 text not null,
  this_update timestamptz not null,
  next_update timestamptz not null,
  revoked integer not null,
  list bytea not null,
  received_at timestamptz not null
);
create index revocation_latest on directory.revocation_list (authority_id, this_update desc);
create trigger revocation_append_only before update or delete on directory.revocation_list
  for each row execute function directory.refuse_change();

-- Whom this node tells of its own lists, and who has them.
create table directory.revocation_delivery (
  sha256 text not null references directory.revocation_list,
  peer text collate "C" not null,
  attempts integer not null default 0,
  -- Null once the peer has it.
  due_at timestamptz,
  delivered_at timestamptz,
  problem text,
  primary key (sha256, peer)
);
create index revocation_due on directory.revocation_delivery (due_at) where due_at is not null;

-- Keys of peers that two persons of this office compared and believe without any directory.
create table directory.pin (
  id uuid primary key,
  authority_id text collate "C" not null,
  entry jsonb not null,
  state_names jsonb not null,
  fingerprint text not null,
  -- How and with whom the fingerprint was compared.
  compared text not null,
  warnings jsonb not null default '[]',
  state text not null check (state in ('proposed', 'pinned', 'rejected', 'ending', 'ended')),
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  ending_by text,
  ending_by_name text,
  ending_at timestamptz,
  ended_by text,
  ended_by_name text,
  ended_at timestamptz,
  check (state in ('proposed', 'rejected') or decided_by <> proposed_by),
  check (state <> 'ended' or ended_by <> ending_by)
);
create unique index pin_in_force on directory.pin (authority_id) where state in ('pinned', 'ending');
create index pin_latest on directory.pin (proposed_at desc, id);
