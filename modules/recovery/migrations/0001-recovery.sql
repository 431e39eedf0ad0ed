create schema recovery;

-- One row per asset in one office's own view; the id is shared with the counterpart, the row is each one's own.
create table recovery.asset (
  own_authority text not null,
  id uuid not null,
  kind text not null check (kind in ('money', 'specific-item', 'equivalent-value')),
  description text not null,
  location text,
  account text,
  state text not null,
  currency text not null,
  matter_id uuid,
  -- What follows is derived from the ledger with each entry, for lists and sums.
  columns text[] not null,
  balances jsonb not null,
  value numeric(20, 4),
  frozen_since date,
  frozen_until date,
  -- The end of the freeze, or the last day there is: lists show what ends soonest first.
  ends_on date not null,
  disputed integer not null,
  last_sequence integer not null,
  base_access text[] not null,
  access text[] not null,
  search_text text not null,
  -- Set while this office tells a step of it: the event of the telling then writes nothing a second time.
  telling boolean not null,
  told_dossier text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (own_authority, id)
);
create index asset_ends on recovery.asset (own_authority, ends_on, id);
create index asset_matter on recovery.asset (matter_id) where matter_id is not null;

create table recovery.asset_request (
  own_authority text not null,
  asset_id uuid not null,
  request_id uuid not null,
  direction text not null check (direction in ('outgoing', 'incoming')),
  reference text not null,
  counterpart text,
  counterpart_state text,
  access text[] not null,
  -- What the legal record of the request says of this asset.
  liftings jsonb not null,
  agreements jsonb not null,
  primary key (own_authority, asset_id, request_id),
  foreign key (own_authority, asset_id) references recovery.asset (own_authority, id)
);
create index asset_request_by_request on recovery.asset_request (request_id);

-- A confiscation order of a court, under which one or more assets are taken; amount is the most that may be taken.
create table recovery.confiscation_order (
  id uuid primary key,
  own_authority text not null,
  reference text not null,
  court text,
  issued_on date not null,
  amount numeric(20, 4),
  currency text,
  unique (own_authority, reference)
);

create table recovery.entry (
  id uuid primary key,
  own_authority text not null,
  asset_id uuid not null,
  sequence integer not null check (sequence > 0),
  act text not null,
  from_column text,
  to_column text,
  amount numeric(20, 4),
  currency text not null,
  original jsonb,
  rate jsonb,
  happened_on date not null,
  valuation jsonb,
  legal_basis text,
  details jsonb not null,
  order_id uuid references recovery.confiscation_order,
  order_amount numeric(20, 4),
  side text not null check (side in ('ours', 'theirs')),
  state text not null,
  request_id uuid,
  request_reference text,
  dossier_id text,
  note text,
  document jsonb,
  reverses uuid unique references recovery.entry,
  actor_id text not null,
  actor_name text not null,
  at timestamptz not null,
  unique (own_authority, asset_id, sequence),
  foreign key (own_authority, asset_id) references recovery.asset (own_authority, id)
);
create index entry_by_order on recovery.entry (order_id) where order_id is not null;

-- What the other State told and the ledger refused: never lost, settled by a person.
create table recovery.disputed (
  id uuid primary key,
  own_authority text not null,
  asset_id uuid not null,
  at timestamptz not null,
  kind text not null,
  reason text not null,
  told jsonb not null,
  counterpart text,
  request_id uuid,
  request_reference text,
  dossier_id text,
  settled_at timestamptz,
  settlement text,
  foreign key (own_authority, asset_id) references recovery.asset (own_authority, id)
);
create index disputed_by_asset on recovery.disputed (own_authority, asset_id, at);

create table recovery.claim (
  id uuid primary key,
  own_authority text not null,
  asset_id uuid not null,
  claimant text not null,
  article text not null,
  grounds text not null,
  amount numeric(20, 4),
  raised_on date not null,
  state text not null,
  decided_on date,
  reasons text,
  foreign key (own_authority, asset_id) references recovery.asset (own_authority, id)
);
create index claim_by_asset on recovery.claim (own_authority, asset_id, raised_on);

create table recovery.rate (
  id uuid primary key,
  own_authority text not null,
  from_currency text not null,
  to_currency text not null,
  value text not null,
  on_day date not null,
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null
);
create index rate_by_currency on recovery.rate (own_authority, to_currency, from_currency, on_day desc, recorded_at desc);

create function recovery.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'restrict_violation';
end
$$;
create trigger entry_append_only before update or delete on recovery.entry
  for each row execute function recovery.refuse_change();
create trigger entry_never_emptied before truncate on recovery.entry
  for each statement execute function recovery.refuse_change();
create trigger rate_append_only before update or delete on recovery.rate
  for each row execute function recovery.refuse_change();
create trigger disputed_never_lost before delete on recovery.disputed
  for each row execute function recovery.refuse_change();
