-- The kinds of measures by themselves: what a list is narrowed to reads nothing else of a long content.
drop index requests.request_measures;
alter table requests.request
  add column measure_kinds jsonb not null generated always as (jsonb_path_query_array(content, '$.measures[*].kind')) stored;
create index request_measure_kinds on requests.request using gin (measure_kinds jsonb_path_ops);

-- In which requests a person is named: a narrow way to them, in order, kept by the change itself. Bears the names of the request's own columns, so that a
-- list's conditions are asked of it in the same words.
create table requests.named_request (
  person text not null,
  id uuid not null references requests.request on delete cascade,
  own_authority text not null,
  direction text not null,
  state text not null,
  changed_at timestamptz not null,
  due_on date,
  counterpart text,
  assignee text,
  unit uuid,
  measure_kinds jsonb not null,
  primary key (id, person)
);

create function requests.follow_named() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.named = new.named then
    update requests.named_request set direction = new.direction, state = new.state, changed_at = new.changed_at, due_on = new.due_on,
      counterpart = new.counterpart, assignee = new.assignee, unit = new.unit,
      measure_kinds = new.measure_kinds
    where id = new.id;
    return null;
  end if;
  if tg_op = 'UPDATE' then
    delete from requests.named_request where id = new.id;
  end if;
  insert into requests.named_request (person, id, own_authority, direction, state, changed_at, due_on, counterpart, assignee, unit, measure_kinds)
    select distinct person, new.id, new.own_authority, new.direction, new.state, new.changed_at, new.due_on, new.counterpart, new.assignee, new.unit,
      new.measure_kinds
    from unnest(new.named) as person;
  return null;
end
$$;
create trigger request_named_made after insert on requests.request for each row when (new.named <> '{}') execute function requests.follow_named();
create trigger request_named_followed after update on requests.request for each row
  when ((old.named <> '{}' or new.named <> '{}')
    and (old.named, old.direction, old.state, old.changed_at, old.due_on, old.counterpart, old.assignee, old.unit, old.content)
    is distinct from (new.named, new.direction, new.state, new.changed_at, new.due_on, new.counterpart, new.assignee, new.unit, new.content))
  execute function requests.follow_named();

insert into requests.named_request (person, id, own_authority, direction, state, changed_at, due_on, counterpart, assignee, unit, measure_kinds)
  select distinct person, id, own_authority, direction, state, changed_at, due_on, counterpart, assignee, unit, measure_kinds
  from requests.request, unnest(named) as person where named <> '{}';
create index named_request_changed on requests.named_request (person, direction, changed_at desc, id desc)
  include (own_authority, state, due_on, counterpart, assignee, unit);

-- What was passed on to an authority of the same State, for its guests.
create index request_executing on requests.request (executing_authority, direction, changed_at desc, id desc) where executing_authority is not null;

-- What is open at a desk is told by counterpart and measures too without its rows.
drop index requests.request_desk_open;
create index request_desk_open on requests.request
  (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), direction, changed_at desc, id desc)
  include (unit, state, assignee, counterpart, measure_kinds)
  where state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);
drop index requests.request_desk_due;
create index request_desk_due on requests.request
  (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), direction, (coalesce(due_on, 'infinity'::date)), id)
  include (unit, due_on, state, counterpart, measure_kinds)
  where state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);
