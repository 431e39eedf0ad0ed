-- Authorities that a person keeps at hand. The rows of authorities are made anew with each edition, so none is referred to.
create table directory.favourite (
  person text not null,
  authority_id text collate "C" not null,
  kept_at timestamptz not null,
  primary key (person, authority_id)
);
