create schema accounts;

create table accounts.person (
  id uuid primary key,
  name text not null,
  login text not null unique check (login = lower(login)),
  authority_id text not null,
  roles text[] not null,
  -- PHC string of argon2id; null until a password is set.
  password text,
  disabled_at timestamptz,
  created_at timestamptz not null
);
create index person_by_authority on accounts.person (authority_id, login);

-- Browser sessions and tokens of programs; only the SHA-256 of the secret is kept.
create table accounts.session (
  id uuid primary key,
  kind text not null check (kind in ('session', 'bearer')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  person_id uuid not null references accounts.person,
  -- What the browser or program calls itself, for its owner to recognise.
  label text not null,
  address text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_open on accounts.session (person_id, created_at desc) where ended_at is null;

-- Attempts to sign in, counted by account and by address since the first of a window.
create table accounts.attempt (
  key text primary key,
  count integer not null,
  since timestamptz not null
);

-- Links by which a person sets a password once.
create table accounts.reset (
  token_hash bytea primary key check (length(token_hash) = 32),
  person_id uuid not null unique references accounts.person on delete cascade,
  expires_at timestamptz not null
);

-- Links of a demonstration, made anew at each start; empty elsewhere.
create table accounts.demo_link (
  token_hash bytea primary key check (length(token_hash) = 32),
  person_id uuid not null references accounts.person on delete cascade
);
