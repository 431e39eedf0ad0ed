-- Units wished for a person: they hold once the head has let them through, as roles that see cases do.
alter table accounts.person
  add column proposed_units uuid[],
  add column units_by text,
  add column units_at timestamptz,
  add check ((proposed_units is null) = (units_by is null)),
  -- The password was set by a link that no head let through: it opens no account that sees cases.
  add column password_unseen boolean not null default false;
create index person_by_proposed_unit on accounts.person using gin (proposed_units);

-- Whether a head let the link through. Links of before are let through again.
alter table accounts.reset add column seen_by_head boolean not null default false;
