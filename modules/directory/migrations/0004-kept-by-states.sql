-- How many parts that this node may read were not to be had: they are asked for again until it is none.
alter table directory.standing add column parts_missing integer not null default 0;

-- Letters of nomination, as files by their hash.
create table directory.letter (
  sha256 text primary key,
  media_type text not null,
  bytes bytea not null,
  -- Who brought it here: an authority about itself, or the secretariat.
  brought_by text collate "C" not null,
  kept_at timestamptz not null
);

-- On the secretariat's node: what authorities say about their own entries, and readers about others'. Each is a file that its author signed.
-- On any other node: what this authority sent, and what was said of it.
create table directory.suggestion (
  -- SHA-256 of the signed file.
  sha256 text primary key,
  kind text not null check (kind in ('entry', 'correction')),
  -- Whom it is about.
  authority_id text collate "C" not null,
  -- Who signed it.
  from_authority text collate "C" not null,
  from_name text not null,
  issued_at timestamptz not null,
  received_at timestamptz not null,
  file bytea not null,
  -- The person here who wrote it; null where it came from elsewhere.
  written_by text,
  state text not null check (state in ('received', 'taken-up', 'published', 'declined', 'overtaken')),
  -- The proposal in which it was taken up.
  proposal_id uuid references directory.proposal,
  decided_by_name text,
  decided_at timestamptz,
  -- Why it was declined.
  answer text
);
create index suggestion_open on directory.suggestion (state, received_at, sha256);
create index suggestion_about on directory.suggestion (authority_id, received_at desc);

-- What this node still has to bring to others: signed files, each to the doors that are named.
create table directory.errand (
  sha256 text not null references directory.suggestion,
  peer text collate "C" not null,
  attempts integer not null default 0,
  due_at timestamptz,
  delivered_at timestamptz,
  problem text,
  primary key (sha256, peer)
);
create index errand_due on directory.errand (due_at) where due_at is not null;

-- A proposal may change what is said of many authorities and States at once.
alter table directory.proposal drop constraint proposal_change_check;
alter table directory.proposal add constraint proposal_change_check check (change in ('admit', 'replace', 'content'));
alter table directory.proposal add column differences jsonb not null default '[]';
