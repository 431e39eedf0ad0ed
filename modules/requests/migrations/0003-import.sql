-- A backlog of old requests, as a file was read: its rows wait here until they are imported, and keep nothing but their request afterwards.
create table requests.import (
  id uuid primary key,
  own_authority text not null,
  file_name text not null,
  sha256 text not null,
  state text not null,
  header jsonb not null,
  mapping jsonb not null,
  rows integer not null,
  by_id text not null,
  by_name text not null,
  created_at timestamptz not null
);
create index import_latest on requests.import (own_authority, created_at desc);

create table requests.import_row (
  import_id uuid not null references requests.import on delete cascade,
  row integer not null,
  cells jsonb not null,
  -- ready, faulty, known, imported
  state text not null,
  faults jsonb not null default '[]',
  request_id uuid,
  primary key (import_id, row)
);
create index import_row_waiting on requests.import_row (import_id, state, row);
create index request_imported on requests.request (imported_from) where imported_from is not null;

-- The timeline stays append-only. The one way out is the undoing of a whole import, whose lines tell what a register said, not what was done here.
create or replace function requests.refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (
    select from requests.request
    where id = old.request_id and imported_from::text = current_setting('requests.undoing_import', true)
  ) then
    return old;
  end if;
  raise exception 'the timeline is append-only' using errcode = 'restrict_violation';
end
$$;
