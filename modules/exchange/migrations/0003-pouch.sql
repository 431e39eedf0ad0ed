-- Pouches that were packed here for carriage by hand, and those that were taken in (protocol/11).
create table exchange.pouch (
  -- Of the file.
  sha256 text not null,
  direction text not null check (direction in ('out', 'in')),
  -- The other authority; null where a single file did not say.
  peer text,
  at timestamptz not null,
  by_name text not null,
  bytes integer not null,
  dossiers integer not null,
  receipts integer not null,
  directory boolean not null,
  -- What of it could not be taken: `{"path", "code"}` for each.
  refused jsonb not null default '[]',
  primary key (sha256, direction)
);
create index pouch_latest on exchange.pouch (at desc, sha256);

-- Receipts that came by hand and are stored here: the next pouch tells their maker, who then brings them no more.
create table exchange.pouch_settled (
  peer text not null,
  receipt_id text not null,
  primary key (peer, receipt_id)
);
