-- How a case-management system opens, feeds and follows requests: keys, webhooks, a shared folder.
create schema bridge;

create table bridge.machine (
  id uuid primary key,
  authority_id text not null,
  name text not null,
  unit_id uuid,
  acts text[] not null,
  folder boolean not null,
  -- Only the SHA-256 of the key is kept.
  key_hash bytea not null unique check (length(key_hash) = 32),
  key_hint text not null,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null,
  confirmed_by text,
  confirmed_by_name text,
  confirmed_at timestamptz,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  check (confirmed_by <> created_by),
  check ((confirmed_by is null) = (confirmed_at is null))
);
create index machine_by_authority on bridge.machine (authority_id, created_at desc);
create unique index machine_of_folder on bridge.machine (authority_id) where folder and revoked_at is null;

create table bridge.webhook (
  id uuid primary key,
  authority_id text not null,
  url text not null,
  unit_id uuid,
  kinds text[] not null,
  -- Needed to sign, so kept as it is; a former one signs besides until its time is over.
  secret bytea not null,
  former_secret bytea,
  former_until timestamptz,
  created_by_name text not null,
  created_at timestamptz not null,
  stopped_at timestamptz,
  stopped_for text check (stopped_for in ('failing', 'gone', 'stopped')),
  failing_since timestamptz,
  next_try_at timestamptz,
  -- While one process sends, no other one does: order is kept.
  busy_until timestamptz,
  removed_at timestamptz,
  check ((stopped_at is null) = (stopped_for is null))
);
create index webhook_by_authority on bridge.webhook (authority_id, created_at) where removed_at is null;

create table bridge.delivery (
  webhook_id uuid not null references bridge.webhook on delete cascade,
  event_id uuid not null,
  place bigint generated always as identity,
  kind text not null,
  request_id uuid,
  reference text,
  at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'dead')),
  attempts integer not null,
  -- From when on the days of trying are counted: the event, or its replay.
  due_since timestamptz not null,
  last_tried_at timestamptz,
  last_status integer,
  problem text,
  primary key (webhook_id, event_id)
);
create index delivery_waiting on bridge.delivery (webhook_id, place) where state = 'waiting';
create index delivery_by_place on bridge.delivery (webhook_id, place desc);
create index delivery_dead on bridge.delivery (webhook_id, at) where state = 'dead';
create index delivery_by_age on bridge.delivery (at);

-- Requests of which the shared folder has not written everything yet.
create table bridge.folder_due (
  request_id uuid primary key,
  authority_id text not null,
  due_at timestamptz not null,
  -- Counts the steps: what happens while one is written stays due.
  steps integer not null
);
create index folder_due_first on bridge.folder_due (authority_id, due_at);

-- What the folder has written already: a file that the other program took away does not come back.
create table bridge.folder_file (
  request_id uuid not null,
  name text not null,
  written_at timestamptz not null,
  primary key (request_id, name)
);

-- What the folder has taken in, by the sender's own identifier: nothing is taken twice.
create table bridge.folder_taken (
  authority_id text not null,
  submission text not null,
  digest bytea not null check (length(digest) = 32),
  request_id uuid not null,
  taken_at timestamptz not null,
  primary key (authority_id, submission)
);

-- What keeps the folder from working, while it does.
create table bridge.folder_trouble (
  authority_id text primary key,
  problem text not null,
  at timestamptz not null
);
