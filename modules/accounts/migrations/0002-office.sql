alter table accounts.person
  -- Where notices without content go, in which language, and in which zone the person's days begin.
  add column email text,
  add column language text,
  add column time_zone text,
  -- The name of a guest's own authority, a court or police of the same State; null for the node's own people.
  add column authority_name text,
  -- Roles that one person wishes for this one; they hold once a second person has confirmed them.
  add column proposed_roles text[],
  add column proposed_by text,
  add column proposed_at timestamptz,
  add check ((proposed_roles is null) = (proposed_by is null));
create index person_by_role on accounts.person using gin (roles);

-- Desks of an authority: who belongs to one sees what is its.
create table accounts.unit (
  id uuid primary key,
  authority_id text not null,
  name text not null,
  -- The name in further languages: {"fr": "…"}.
  names jsonb not null,
  archived_at timestamptz,
  created_at timestamptz not null
);
create unique index unit_by_authority on accounts.unit (authority_id, lower(name)) where archived_at is null;

create table accounts.unit_member (
  unit_id uuid not null references accounts.unit,
  person_id uuid not null references accounts.person,
  primary key (unit_id, person_id)
);
create index unit_member_by_person on accounts.unit_member (person_id);

-- Who holds whose place from day to day; both days are included, in the time zone of the absent person.
create table accounts.absence (
  id uuid primary key,
  person_id uuid not null references accounts.person,
  deputy_id uuid not null references accounts.person check (deputy_id <> person_id),
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  named_by uuid not null references accounts.person,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index absence_by_person on accounts.absence (person_id, until_on) where ended_at is null;
create index absence_by_deputy on accounts.absence (deputy_id, until_on) where ended_at is null;

-- Two persons hand out a way in: one holds the link, another the code. Links of before are void.
delete from accounts.reset;
alter table accounts.reset
  add column made_by text not null,
  add column code_hash bytea check (length(code_hash) = 32),
  add column confirmed_by text,
  add column wrong_codes integer not null default 0,
  add check (confirmed_by <> made_by),
  add check ((code_hash is null) = (confirmed_by is null));

-- When the last attempt was let through: a login under attack is slowed down, not locked.
alter table accounts.attempt add column last_at timestamptz;
