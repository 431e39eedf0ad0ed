-- A list with its filter, kept under a name by one person for themselves or for a unit.
create table requests.saved_filter (
  id uuid primary key,
  own_authority text not null,
  -- Whose it is: one of the two.
  person_id text,
  unit uuid,
  direction text not null check (direction in ('outgoing', 'incoming')),
  name text not null,
  filter jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  -- Deleted ones are kept a while, so that it can be undone.
  deleted_at timestamptz,
  check ((person_id is null) <> (unit is null))
);
create unique index saved_filter_of_person on requests.saved_filter (own_authority, person_id, direction, lower(name)) where deleted_at is null and person_id is not null;
create unique index saved_filter_of_unit on requests.saved_filter (own_authority, unit, direction, lower(name)) where deleted_at is null and unit is not null;

-- What a person sees first of either list.
create table requests.start_view (
  person_id text not null,
  direction text not null,
  filter_id uuid not null references requests.saved_filter on delete cascade,
  primary key (person_id, direction)
);

-- Lists by what is due, by what is asked for, and what nobody has yet.
create index request_by_due on requests.request (own_authority, (coalesce(due_on, 'infinity'::date)), id);
create index request_measures on requests.request using gin ((content -> 'measures') jsonb_path_ops);
create index request_unassigned on requests.request (own_authority, direction, changed_at desc, id desc)
  where assignee is null and state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);
