-- How the line to each peer stands, and what this office has decided about it.
create table exchange.line (
  peer text primary key,
  -- How our dossiers reach the peer: as the directory says, pushed, or kept until it fetches them.
  sends text not null default 'automatic' check (sends in ('automatic', 'push', 'await')),
  -- Whether we ask the peer for what waits for us.
  fetches text not null default 'automatic' check (fetches in ('automatic', 'always', 'never')),
  paused_at timestamptz,
  paused_by text,
  paused_why text,
  -- The peer was here, proven by its signature.
  heard_at timestamptz,
  heard_by text check (heard_by in ('dossier', 'receipt', 'fetch', 'ping')),
  asked_at timestamptz,
  -- The peer answered us, proven by a signature.
  reached_at timestamptz,
  failed_at timestamptz,
  failing_since timestamptz,
  problem text,
  -- Null while we do not fetch from it.
  fetch_due_at timestamptz,
  fetch_attempts integer not null default 0,
  fetched_at timestamptz,
  fetch_problem text,
  -- Of signed answers.
  measured_at timestamptz,
  clock_off_ms bigint,
  round_trip_ms integer,
  protocol integer,
  software text,
  listens boolean,
  transport_ends timestamptz,
  authority_ends timestamptz,
  check ((paused_at is null) = (paused_by is null))
);
create index line_fetch_due on exchange.line (fetch_due_at) where fetch_due_at is not null;

-- Requests whose repetition would matter are taken once (protocol/10 section 11).
create table exchange.nonce (
  peer text not null,
  nonce text not null,
  expires_at timestamptz not null,
  primary key (peer, nonce)
);
create index nonce_expired on exchange.nonce (expires_at);

-- What nobody fetches and what is held back ends as visibly as what nobody answers.
create index dossier_expiring on exchange.dossier (expires_at) where state = 'queued';
