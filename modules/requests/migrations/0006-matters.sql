-- Who has a matter, and how it was closed.
alter table requests.matter
  add column assignee text,
  add column closed_by text,
  add column closed_because text;

-- Two matters of an office that have to do with each other, once, the smaller id first.
create table requests.matter_link (
  one uuid not null references requests.matter,
  other uuid not null references requests.matter,
  reason text not null,
  by_name text not null,
  created_at timestamptz not null,
  primary key (one, other),
  check (one < other)
);
create index matter_link_other on requests.matter_link (other);
insert into requests.matter_link (one, other, reason, by_name, created_at)
select least(matter.id, there.id), greatest(matter.id, there.id), '', '', matter.changed_at
from requests.matter join requests.matter as there on there.id = any(matter.linked) and there.id <> matter.id and there.own_authority = matter.own_authority
on conflict do nothing;
alter table requests.matter drop column linked;

-- What a request and its matter last agreed on: tells which of the two was changed since.
create table requests.draft_base (
  request_id uuid primary key references requests.request on delete cascade,
  base jsonb not null
);
insert into requests.draft_base (request_id, base)
select request.id, jsonb_build_object('facts', matter.facts, 'persons', matter.persons, 'property', matter.property, 'offences', matter.offences)
from requests.request join requests.matter on matter.id = request.matter_id
where request.direction = 'outgoing';

-- The matters of a day's work: open ones, those of a person, those of a unit.
create index matter_open on requests.matter (own_authority, changed_at desc, id desc) where closed_at is null;
create index matter_assignee on requests.matter (assignee, changed_at desc) where assignee is not null;
create index matter_unit on requests.matter (unit, changed_at desc) where unit is not null;
