-- Whose word an order rests on: empty where this office recorded it, else the counterpart that told of it. A reference that a counterpart names is
-- no claim on an order of the same reference that this office, or another counterpart, knows.
alter table recovery.confiscation_order
  add column told_by text not null default '',
  drop constraint confiscation_order_own_authority_reference_key,
  add constraint confiscation_order_reference unique (own_authority, told_by, reference);
