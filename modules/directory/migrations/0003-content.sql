-- The parts of the directory that contents commit to by their hash (protocol 07 §15): each is kept once, whatever editions name it.
create table directory.part (
  sha256 text primary key,
  -- A State's code, or `register`.
  about text not null,
  audience text not null check (audience in ('public', 'members', 'named')),
  -- Who may read it, where the audience is `named`.
  readers text[] not null default '{}',
  bytes bytea not null,
  kept_at timestamptz not null
);
create trigger part_append_only before update or delete on directory.part for each row execute function directory.refuse_change();

-- Which parts an edition has, as far as this node holds them: only what is named here is served.
create table directory.edition_part (
  contents_sha256 text not null references directory.edition,
  sha256 text not null references directory.part,
  primary key (contents_sha256, sha256)
);
create index edition_part_of on directory.edition_part (sha256);
create trigger edition_part_append_only before update or delete on directory.edition_part
  for each row execute function directory.refuse_change();

-- The rows for reading, as far as this node may read.
alter table directory.member_state
  add column facts jsonb,
  add column un_group text;

alter table directory.authority
  -- False: listed, but without a node; it is reached by its contact points.
  add column on_network boolean not null default true,
  -- Contact points, memberships, designation details, nomination: one item for each audience.
  add column details jsonb not null default '[]',
  add column networks text[] not null default '{}',
  add column confirmed_on date;
create index authority_confirmed on directory.authority (confirmed_on, id);
create index authority_networks on directory.authority using gin (networks);

-- One form, instrument and territory may be several authorities' or one authority's twice, for different offences or measures.
alter table directory.designation drop constraint designation_pkey;
alter table directory.designation
  add column place integer not null default 0,
  -- Empty: all of them.
  add column offences text[] not null default '{}',
  add column measures text[] not null default '{}';
alter table directory.designation alter column place drop default;
alter table directory.designation add primary key (authority_id, form, instrument, territory, place);

-- Networks and instruments of the directory in force.
create table directory.register (
  one boolean primary key default true check (one),
  networks jsonb not null default '[]',
  instruments jsonb not null default '[]'
);
insert into directory.register default values;
