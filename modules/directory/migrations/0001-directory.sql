create schema directory;

-- Every root that this node has followed, from the pinned one on.
create table directory.root (
  version integer primary key,
  bytes bytea not null,
  installed_at timestamptz not null
);

-- Every contents file installed: which key an authority had when an old dossier came can be shown later.
create table directory.edition (
  version integer primary key,
  contents_sha256 text not null,
  contents bytea not null,
  installed_at timestamptz not null
);

-- One row: what is in force. Empty until the first directory is installed.
create table directory.standing (
  one boolean primary key default true check (one),
  network text,
  version integer references directory.edition,
  root_version integer references directory.root,
  freshness bytea,
  valid_until timestamptz,
  usable_until timestamptz,
  signed_by jsonb not null default '[]',
  threshold integer not null default 0,
  checked_at timestamptz,
  problem text,
  problem_at timestamptz
);
insert into directory.standing default values;

-- The rows below are those of the edition in force, taken apart for reading; the signed bytes are the record.
create table directory.member_state (
  code text primary key,
  names jsonb not null
);

create table directory.authority (
  id text collate "C" primary key,
  state text not null references directory.member_state,
  kind text not null,
  entry jsonb not null,
  -- Folded by rules/fold.ts: names in all languages, State, address, id.
  search text not null
);
create index authority_state on directory.authority (state, id);

create table directory.designation (
  authority_id text collate "C" not null references directory.authority on delete cascade,
  form text not null,
  instrument text not null,
  territory text not null,
  primary key (authority_id, form, instrument, territory)
);
create index designation_form on directory.designation (form, territory, authority_id);

-- On the secretariat's node: contents that one person has signed and a second one must approve.
create table directory.proposal (
  id uuid primary key,
  version integer not null,
  change text not null check (change in ('admit', 'replace')),
  authority_id text not null,
  names jsonb not null,
  fingerprint text not null,
  -- contents.json with the first signature.
  contents bytea not null,
  state text not null check (state in ('proposed', 'published', 'rejected', 'overtaken')),
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  check ((state = 'proposed') = (decided_at is null)),
  check (state <> 'published' or decided_by <> proposed_by)
);
create index proposal_latest on directory.proposal (proposed_at desc, id);

-- What was signed and served stays as it was.
create function directory.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end
$$;
create trigger edition_append_only before update or delete on directory.edition for each row execute function directory.refuse_change();
create trigger root_append_only before update or delete on directory.root for each row execute function directory.refuse_change();
