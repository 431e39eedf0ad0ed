create schema deadlines;

-- Changes of the rules that come with Comity, and rules of an office's own; the newest version is in force. Never changed, only followed.
create table deadlines.rule (
  authority_id text not null,
  rule_id text not null,
  -- '' for all counterparts.
  counterpart text not null default '',
  version integer not null check (version > 0),
  rule jsonb not null,
  reason text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  changed_by_name text not null,
  primary key (authority_id, rule_id, counterpart, version)
);

create table deadlines.clock (
  id uuid primary key,
  authority_id text not null,
  request_id uuid not null,
  direction text not null check (direction in ('outgoing', 'incoming')),
  rule_id text not null,
  -- 0: the rule as it comes with Comity.
  rule_version integer not null,
  -- The rule as it was when the clock started: a later change does not touch it.
  rule jsonb not null,
  key text not null default '',
  owner text not null check (owner in ('us', 'them')),
  assignee text,
  unit uuid,
  counterpart text,
  counterpart_name text,
  counterpart_state text,
  own_state text not null,
  reference text not null,
  urgency text not null,
  access text[] not null,
  zone text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  -- Since when it stands still.
  stopped_at timestamptz,
  met_at timestamptz,
  ended_at timestamptz,
  -- When the next notice is due; null when none is left.
  notice_at timestamptz,
  -- After a notice failed: not to be tried before.
  held_until timestamptz
);
create unique index clock_running on deadlines.clock (authority_id, request_id, rule_id, key) where met_at is null and ended_at is null;
create index clock_of_request on deadlines.clock (request_id);
create index clock_by_due on deadlines.clock (authority_id, due_at, id) where met_at is null and ended_at is null;
create index clock_by_access on deadlines.clock using gin (access) where met_at is null and ended_at is null;
create index clock_to_notice on deadlines.clock (notice_at) where met_at is null and ended_at is null and stopped_at is null;

create table deadlines.entry (
  clock_id uuid not null references deadlines.clock,
  number integer not null,
  at timestamptz not null,
  what text not null,
  by_name text not null,
  reason text,
  from_due timestamptz,
  to_due timestamptz,
  primary key (clock_id, number)
);

-- Calendar feeds: only the hash of the secret in the address is kept.
create table deadlines.feed (
  person_id text primary key,
  token_hash bytea not null unique,
  with_reference boolean not null,
  created_at timestamptz not null
);

-- On the secretariat's node: that an answer is owed between two authorities, and since when. Nothing else.
create table deadlines.unanswered (
  dossier_id text primary key,
  requesting_authority text not null,
  requested_authority text not null,
  days integer not null,
  since date not null,
  received_at timestamptz not null
);
create index unanswered_by_time on deadlines.unanswered (received_at desc, dossier_id);
