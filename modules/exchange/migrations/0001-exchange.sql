create schema exchange;

-- Numbers given to our own dossiers, one row for each conversation with one addressee. Locked while a number is taken.
create table exchange.thread_out (
  thread uuid not null,
  addressee text not null,
  epoch integer not null,
  last_sequence integer not null,
  last_dossier text,
  -- A number of this epoch will never be taken by the addressee: the next dossier begins a new epoch.
  broken boolean not null default false,
  primary key (thread, addressee)
);

-- What is due next of each sender in each thread.
create table exchange.thread_in (
  thread uuid not null,
  sender text not null,
  epoch integer not null,
  next_sequence integer not null,
  last_dossier text,
  -- How many dossiers have a number beyond the one that is due.
  ahead integer not null default 0,
  primary key (thread, sender)
);

create table exchange.dossier (
  dossier_id text primary key,
  direction text not null check (direction in ('out', 'in')),
  kind text not null,
  sender text not null,
  addressee text not null,
  thread uuid not null,
  epoch integer not null,
  sequence integer not null,
  previous text,
  urgent boolean not null,
  created_at timestamptz not null,
  stored_at timestamptz not null,
  sealed_sha256 text not null,
  byte_count integer not null,
  state text not null check (state in ('queued', 'delivered', 'refused', 'expired', 'held', 'applied')),
  attempts integer not null default 0,
  due_at timestamptz,
  expires_at timestamptz,
  last_problem text,
  opened_at timestamptz,
  container bytea not null,
  sealed bytea not null,
  check ((state = 'queued') = (due_at is not null))
);
-- Sealed bytes do not compress; stored outside the row, changing the row's state does not copy them.
alter table exchange.dossier alter column container set storage external, alter column sealed set storage external;
create index dossier_sealed on exchange.dossier (sealed_sha256);
create index dossier_due on exchange.dossier (addressee, urgent desc, due_at) where state = 'queued';
create index dossier_thread on exchange.dossier (thread, sender, epoch, sequence);
create index dossier_recent on exchange.dossier (stored_at desc, dossier_id);

create table exchange.receipt_chain (
  issuer text primary key,
  sequence bigint not null,
  last_receipt text
);

create table exchange.receipt (
  receipt_id text primary key,
  dossier_id text,
  sealed_sha256 text not null,
  event text not null check (event in ('submitted', 'relayed', 'delivered', 'opened', 'refused', 'expired')),
  issuer text not null,
  sender text not null,
  addressee text not null,
  at timestamptz not null,
  code text,
  sequence bigint not null,
  previous text,
  container bytea not null,
  -- Two receipts of one issuer with one number are a fork of its chain.
  unique (issuer, sequence)
);
alter table exchange.receipt alter column container set storage external;
create index receipt_dossier on exchange.receipt (dossier_id);
create index receipt_sealed on exchange.receipt (sealed_sha256);

-- Receipts that this node owes; the worker makes them in batches.
create table exchange.receipt_due (
  dossier_id text not null,
  event text not null,
  code text,
  at timestamptz not null,
  primary key (dossier_id, event)
);

-- Receipts on their way to a peer after the answer was given.
create table exchange.receipt_outbox (
  receipt_id text primary key,
  peer text not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  last_problem text
);
create index receipt_outbox_due on exchange.receipt_outbox (due_at);

create table exchange.refusal (
  refusal_id bigint generated always as identity primary key,
  at timestamptz not null,
  sender text,
  sealed_sha256 text,
  dossier_id text,
  code text not null
);

-- A receipt is evidence: nobody changes or removes one.
create function exchange.receipts_stay() returns trigger language plpgsql as $$
begin
  raise exception 'receipts are never changed or removed';
end $$;
create trigger receipts_stay before update or delete on exchange.receipt
  for each row execute function exchange.receipts_stay();
