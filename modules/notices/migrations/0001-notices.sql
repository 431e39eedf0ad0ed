-- What a person is told inside the hub, and the letters without content that say so outside it.
create schema notices;

create table notices.letter (
  id uuid primary key,
  person_id uuid not null,
  state text not null check (state in ('waiting', 'sent', 'dropped', 'dead')),
  due_at timestamptz not null,
  attempts integer not null default 0,
  -- The code of the last refusal and what the server said; null where there was none.
  problem text,
  answer text,
  created_at timestamptz not null,
  settled_at timestamptz
);
create index letter_due on notices.letter (due_at) where state = 'waiting';
create index letter_of_person on notices.letter (person_id) where state = 'waiting';
create index letter_troubled on notices.letter (created_at desc, id) where state = 'dead' or (state = 'waiting' and attempts > 0);
create index letter_settled on notices.letter (settled_at) where settled_at is not null;

create table notices.notice (
  id uuid primary key,
  place bigint generated always as identity unique,
  person_id uuid not null,
  kind text not null,
  target text not null,
  subject text,
  -- What may be told once only.
  key text,
  at timestamptz not null,
  read_at timestamptz,
  -- When it goes out by e-mail; null where the person does not want that.
  mail_at timestamptz,
  letter_id uuid references notices.letter (id) on delete set null
);
create unique index notice_once on notices.notice (person_id, key) where key is not null;
create index notice_by_person on notices.notice (person_id, place desc);
create index notice_unread on notices.notice (person_id, place desc) where read_at is null;
-- What is not in a letter yet: the worker looks for it again and again.
create index notice_to_mail on notices.notice (mail_at) where letter_id is null and read_at is null and mail_at is not null;
create index notice_by_letter on notices.notice (letter_id) where letter_id is not null;
create index notice_by_age on notices.notice (at);

create table notices.choice (
  person_id uuid not null,
  kind text not null,
  time text not null check (time in ('at-once', 'daily', 'never')),
  primary key (person_id, kind)
);
