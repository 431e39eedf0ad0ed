create schema requests;

-- Search is `like '%word%'` over a lower-cased text; trigrams serve it in every script.
create extension if not exists pg_trgm with schema public;

-- The last number given, per authority, register and year; the row's lock keeps numbers without gaps.
create table requests.series (
  authority text not null,
  series text not null check (series in ('request', 'matter')),
  year integer not null,
  last integer not null,
  primary key (authority, series, year)
);

create table requests.matter (
  id uuid primary key,
  own_authority text not null,
  reference text not null,
  title text not null,
  facts text not null,
  persons jsonb not null,
  property jsonb not null,
  offences jsonb not null,
  revision integer not null,
  search_text text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (own_authority, reference)
);
create index matter_changed on requests.matter (own_authority, changed_at desc, id desc);
create index matter_search on requests.matter using gin (search_text public.gin_trgm_ops);

create table requests.request (
  id uuid primary key,
  direction text not null check (direction in ('outgoing', 'incoming')),
  form text not null,
  matter_id uuid references requests.matter,
  thread uuid not null,
  state text not null,
  returns_to text,
  own_authority text not null,
  counterpart text,
  own_reference text not null,
  counterpart_reference text,
  subject text not null,
  urgency text not null,
  content jsonb not null,
  outcomes jsonb not null,
  attachments jsonb not null,
  prepared jsonb not null,
  answer_by date,
  problem text,
  unopened text[] not null,
  contributors text[] not null,
  drafted_by text,
  approved_by text,
  revision integer not null,
  search_text text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- Both parties may live on one node: the thread is theirs together, the row each one's own.
  unique (thread, own_authority),
  unique (own_authority, own_reference)
);
-- Lists, newest first: all of an office, or those of a direction, a state or a counterpart.
create index request_changed on requests.request (own_authority, changed_at desc, id desc);
create index request_state on requests.request (own_authority, direction, state, changed_at desc, id desc);
create index request_counterpart on requests.request (own_authority, counterpart, changed_at desc, id desc);
create index request_matter on requests.request (matter_id) where matter_id is not null;
-- The counts of the first page look at what is open only, however many are closed.
create index request_open on requests.request (own_authority, direction, state) where state not in ('closed', 'withdrawn');
create index request_problem on requests.request (own_authority) where problem is not null;
create index request_search on requests.request using gin (search_text public.gin_trgm_ops);

-- What a draft said at an earlier revision, so that two writers can be brought together; gone when the draft is submitted.
create table requests.draft_version (
  request_id uuid not null references requests.request on delete cascade,
  revision integer not null,
  content jsonb not null,
  primary key (request_id, revision)
);

create table requests.timeline (
  request_id uuid not null references requests.request,
  sequence integer not null check (sequence > 0),
  at timestamptz not null,
  side text not null check (side in ('ours', 'theirs')),
  act text not null,
  actor_id text not null,
  actor_name text not null,
  internal boolean not null,
  body jsonb not null,
  attachments jsonb not null,
  dossier_id text,
  primary key (request_id, sequence)
);
-- Receipts name a dossier; the same proof is written down once.
create unique index timeline_dossier on requests.timeline (dossier_id, side, act) where dossier_id is not null;

create function requests.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the timeline is append-only' using errcode = 'restrict_violation';
end
$$;
create trigger timeline_append_only before update or delete on requests.timeline
  for each row execute function requests.refuse_change();
create trigger timeline_never_emptied before truncate on requests.timeline
  for each statement execute function requests.refuse_change();
