-- The tamper-evident record of every act. The readable part can be erased; the commitment to it cannot be changed.
create schema audit;

create table audit.entry (
  sequence bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id text not null,
  actor_name text not null,
  authority_id text,
  act text not null,
  subject_kind text not null,
  subject_id text not null,
  details jsonb,
  salt bytea,
  commitment bytea not null
);
create index entry_by_subject on audit.entry (subject_kind, subject_id, sequence desc);
create index entry_by_actor on audit.entry (actor_id, sequence desc);
create index entry_by_act on audit.entry (act, sequence desc);

-- Positions are given in batches after the commit, so that no act waits for another's.
create table audit.link (
  position bigint primary key,
  entry bigint not null unique references audit.entry (sequence),
  chain bytea not null
);

-- Entries that wait for their position. Finding them by what has no link would read the whole trail every time; a number
-- up to which all are linked does not exist, since an act may commit later than one that began after it.
create table audit.waiting (
  entry bigint primary key references audit.entry (sequence)
);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  -- Nested, not joined by "and": a row of audit.link has no field "details" to look at.
  if tg_op = 'UPDATE' and tg_table_name = 'entry' then
    if new.details is null and new.salt is null
       and (new.sequence, new.at, new.actor_id, new.actor_name, new.authority_id, new.act, new.subject_kind, new.subject_id, new.commitment)
           is not distinct from
           (old.sequence, old.at, old.actor_id, old.actor_name, old.authority_id, old.act, old.subject_kind, old.subject_id, old.commitment) then
      return new;
    end if;
  end if;
  raise exception 'the audit trail is append-only';
end $$;
create trigger entry_append_only before update or delete on audit.entry for each row execute function audit.refuse_change();
create trigger link_append_only before update or delete on audit.link for each row execute function audit.refuse_change();
create trigger entry_no_truncate before truncate on audit.entry for each statement execute function audit.refuse_change();
create trigger link_no_truncate before truncate on audit.link for each statement execute function audit.refuse_change();
