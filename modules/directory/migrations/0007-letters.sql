-- Letters of nomination that are here, or wanted here. Their bytes lie in the node's store of files, under the same hash.
create table directory.letter (
  sha256 text primary key,
  bytes integer not null,
  -- Since when they are here; null while they are only wanted.
  held_at timestamptz,
  -- The person here who uploaded it; null where it came from another node.
  kept_by text,
  -- What came of asking for it, and when it is asked for again.
  attempts integer not null default 0,
  due_at timestamptz,
  problem text
);

-- The letter that a statement commits to.
create table directory.suggestion_letter (
  suggestion text primary key references directory.suggestion,
  letter text not null
);
create index suggestion_letter_of on directory.suggestion_letter (letter);

-- Which entries in force name a letter, and whether any does.
create index authority_letter on directory.authority using gin (jsonb_path_query_array(details, '$[*].nomination.sha256'));
create index authority_nominated on directory.authority (id) where details @? '$[*].nomination';
