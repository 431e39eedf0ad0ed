-- What the working pages show first, and what they count, is walked to in order and left after the first few: as little is read of an office's hundred
-- thousand open requests as of its thousand.

-- Among whose work an open request is found: what nobody has or somebody, and whether whoever has it owes the next step or whoever may do it; null where
-- nobody here owes one. An answer that the other side waits for comes first. The words of rules/desk.ts (a test compares them); indexes stand on it: a
-- change needs a function of another name.
create function requests.owed_among(assignee text, direction text, state text, decided text, returns_to text, due_on date, due_for text) returns text
language sql immutable parallel safe as $$
  select case when assignee is null then 'nobody ' else 'somebody ' end || case
    when due_on is not null and due_for in ('consultation-reply', 'conditions-answer', 'status-reply', 'use-consent-answer', 'costs-consultation', 'lifting-views', 'agreement-answer') then 'answer'
    when direction = 'outgoing' then case
      when state in ('sent', 'delivered', 'acknowledged', 'executing') then null
      when state = 'decided' and decided is distinct from 'refused' then null
      when state in ('in-review', 'approved', 'ready', 'sent-orally') then 'whoever'
      else 'holder' end
    when state = 'result-sent' then null
    when state in ('acknowledged', 'under-assessment') then 'whoever'
    when state = 'decided' and decided = 'postponed' then 'whoever'
    when state = 'clarification-asked' and (returns_to in ('with-executing-authority', 'executing', 'executed')) is not true then 'whoever'
    else 'holder' end
$$;
-- The day on which it is owed; what has no day comes last.
create function requests.owed_on(direction text, state text, due_on date, answer_by date) returns date
language sql immutable parallel safe as $$
  select coalesce(due_on, case when direction = 'outgoing' and state = 'clarification-asked' then answer_by end, 'infinity'::date)
$$;
create index request_owed on requests.request (own_authority, requests.owed_among(assignee, direction, state, decided, returns_to, due_on, due_for),
    requests.owed_on(direction, state, due_on, answer_by), changed_at, id)
  include (assignee, direction, state, decided, returns_to, due_on, due_for, answer_by)
  where state <> all (array['closed', 'withdrawn', 'forwarded', 'returned'])
    and requests.owed_among(assignee, direction, state, decided, returns_to, due_on, due_for) is not null;
create index request_desk_owed on requests.request (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)),
    requests.owed_among(assignee, direction, state, decided, returns_to, due_on, due_for), requests.owed_on(direction, state, due_on, answer_by), changed_at, id)
  include (unit, assignee, direction, state, decided, returns_to, due_on, due_for, answer_by)
  where state <> all (array['closed', 'withdrawn', 'forwarded', 'returned'])
    and requests.owed_among(assignee, direction, state, decided, returns_to, due_on, due_for) is not null;
-- Those few that belong to one person whatever the office has: drafts that nobody has are their writer's, and nobody approves what they wrote in.
create index request_own_drafts on requests.request (drafted_by) where state = 'draft' and assignee is null;
create index request_written on requests.request using gin (contributors) where state = 'in-review';
-- What was passed on to an executing authority, as long as it is open.
create index request_passed_on on requests.request (executing_authority)
  where executing_authority is not null and state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);
-- Letters to be sent by hand.
create index request_letters_due on requests.request (own_authority, rendition_due, changed_at, id) include (assignee) where rendition_due is not null;
create index request_desk_letters on requests.request
  (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), rendition_due, changed_at, id) include (unit, assignee)
  where rendition_due is not null;

-- The desk: where the state alone does not tell whose turn it is, longest unchanged first, and what cannot be delivered.
create function requests.decided_as(direction text, state text, decided text) returns text
language sql immutable parallel safe as $$
  select case when state <> 'decided' then '' when decided = 'refused' then 'refused' when decided = 'postponed' and direction = 'incoming' then 'postponed' else '' end
$$;
create index request_turn on requests.request (own_authority, direction, state, requests.decided_as(direction, state, decided), changed_at, id)
  include (decided, returns_to, answer_by) where state in ('decided', 'clarification-asked');
create index request_desk_turn on requests.request (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), direction, state,
    requests.decided_as(direction, state, decided), changed_at, id)
  include (unit, decided, returns_to, answer_by) where state in ('decided', 'clarification-asked');
create index request_stuck on requests.request (own_authority, changed_at, id) include (state) where problem is not null;
create index request_desk_stuck on requests.request (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), changed_at, id)
  include (unit, state) where problem is not null;

-- Matters of a unit, in their order.
create index matter_desk on requests.matter (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), changed_at desc, id desc) include (unit);
create index matter_named on requests.matter using gin (named) where named <> '{}';

-- Served by the ones above.
drop index requests.request_open;
drop index requests.request_problem;
drop index requests.request_due;
drop index requests.request_due_for;
drop index requests.request_letters;
drop index requests.request_rendition_due;
-- The index of what one person has knows what it asks of them.
drop index requests.request_person_open;
create index request_person_open on requests.request (assignee, direction, changed_at desc, id desc)
  include (unit, state, due_on, own_authority, decided, returns_to, due_for, answer_by)
  where assignee is not null and state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);
-- Whoever is named is found by the narrow table (0012).
drop index requests.request_named;
