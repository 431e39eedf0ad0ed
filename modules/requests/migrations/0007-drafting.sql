-- Who changed what in a draft, and when: kept after the request has left, never sent. Bounded per request by rules/draft-history.ts.
create table requests.draft_edit (
  request_id uuid not null references requests.request on delete cascade,
  -- The revision that the edit made.
  revision integer not null,
  began_at timestamptz not null,
  at timestamptz not null,
  person_id text not null,
  person_name text not null,
  changes jsonb not null,
  bytes integer not null,
  primary key (request_id, revision)
);

-- Who has a draft open. Gone after a crash, and no loss: hence unlogged.
create unlogged table requests.draft_presence (
  request_id uuid not null,
  person_id text not null,
  person_name text not null,
  seen_at timestamptz not null,
  primary key (request_id, person_id)
);
create index draft_presence_seen on requests.draft_presence (seen_at);

-- A translation while it is being written; it becomes part of the request when it is certified.
create table requests.translation_draft (
  request_id uuid not null references requests.request on delete cascade,
  language text not null,
  texts jsonb not null,
  -- Of which authentic text each passage is the translation.
  sources jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (request_id, language)
);
