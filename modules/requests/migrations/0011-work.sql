-- What waits for a person is found by who has it: theirs by the index of the person, what nobody has by these, the answers of a rule by the rule.
create index request_desk_unassigned on requests.request
  (own_authority, (coalesce(unit, '00000000-0000-0000-0000-000000000000'::uuid)), direction, changed_at desc, id desc) include (unit, state)
  where assignee is null and state <> all (array['closed', 'withdrawn', 'forwarded', 'returned']);
create index request_due_for on requests.request (own_authority, due_for) where due_for is not null and due_on is not null;
create index request_letters on requests.request (own_authority, assignee, rendition_due) where rendition_due is not null;
