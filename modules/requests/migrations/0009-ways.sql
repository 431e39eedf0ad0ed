-- Lists of whoever does not see the whole office go an ordered way to what lies with each of their units, or with none (a unit of zeros), to what
-- one person has, and to where one is named: as much is read of a million as of a thousand. What a way cannot tell is asked of the row.
create index request_desk_changed on requests.request
  (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), direction, changed_at desc, id desc) include (unit);
create index request_desk_state on requests.request
  (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), direction, state, changed_at desc, id desc) include (unit);
create index request_desk_counterpart on requests.request
  (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), direction, counterpart, changed_at desc, id desc) include (unit);
create index request_desk_open on requests.request
  (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), direction, changed_at desc, id desc) include (unit, state, assignee)
  where state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);
create index request_desk_due on requests.request
  (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), direction, (coalesce(due_on, 'infinity'::date)), id) include (unit, due_on, state)
  where state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);
create index request_person_changed on requests.request (assignee, direction, changed_at desc, id desc) include (unit, state, own_authority)
  where assignee is not null;
create index request_person_open on requests.request (assignee, direction, changed_at desc, id desc) include (unit, state, due_on, own_authority)
  where assignee is not null and state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);
create index request_named on requests.request using gin (named) where named <> '{}';

-- The same orders for whoever sees the whole office.
create index request_open_changed on requests.request (own_authority, direction, changed_at desc, id desc)
  where state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);
create index request_open_due on requests.request (own_authority, direction, (coalesce(due_on, 'infinity'::date)), id)
  where state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);
create index request_open_counterpart on requests.request (own_authority, direction, counterpart, changed_at desc, id desc)
  where state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);

-- Served by the ones above.
drop index requests.request_assignee;
