-- What both sides said in law, the decision that holds, the counterpart off the network, who has the request and who sees it.
alter table requests.request
  add column record jsonb not null default '{"decisions":[],"consultations":[],"conditions":[],"enquiries":[],"consents":[],"disclosures":[],"costs":[],"corrections":[],"urgency":[],"material":[],"liftings":[],"agreements":[],"withdrawal":null,"misdirected":null,"toBeReturned":false,"feedback":null}',
  add column decided text,
  add column channel text not null default 'network',
  add column counterpart_name text,
  add column counterpart_state text,
  add column supplements jsonb,
  add column assignee text,
  add column unit uuid,
  add column named text[] not null default '{}',
  add column executing_authority text,
  add column execution_report jsonb,
  add column uses jsonb not null default '[]',
  add column authenticated text,
  add column due_on date,
  add column due_for text,
  add column dated_on date,
  add column imported_from uuid,
  add column access text[] not null default '{}';

update requests.request
set access = array['authority:' || own_authority, 'all:' || own_authority],
    decided = case when state in ('decided', 'executing', 'result-received', 'result-sent', 'assessed', 'closed') then 'granted' end,
    returns_to = case when state = 'closed' then case when direction = 'outgoing' then 'assessed' else 'result-sent' end else returns_to end,
    outcomes = coalesce((select jsonb_agg(outcome || '{"because": null}') from jsonb_array_elements(outcomes) as outcome), '[]');
alter table requests.request alter column record drop default, alter column access drop default;

alter table requests.matter
  add column exhibits jsonb not null default '[]',
  add column linked uuid[] not null default '{}',
  add column unit uuid,
  add column named text[] not null default '{}',
  add column access text[] not null default '{}',
  add column closed_at timestamptz;
update requests.matter set access = array['authority:' || own_authority, 'all:' || own_authority];
alter table requests.matter alter column access drop default;

-- Few see little: the tokens lead to their rows. Whoever sees most is served by the order of the lists.
create index request_access on requests.request using gin (access);
create index matter_access on requests.matter using gin (access);
create index request_due on requests.request (own_authority, due_on, id) where due_on is not null;
create index request_assignee on requests.request (assignee, changed_at desc) where assignee is not null;
create index request_supplements on requests.request ((supplements ->> 'thread')) where supplements is not null;
