-- A clock that was due before it began: its notices are counted from here and told together. Null for every other.
alter table deadlines.clock add column late_since timestamptz;

-- How far the requests that were there before have been given their clocks. One row; done for good once `done_at` is set.
create table deadlines.catch_up (
  one boolean primary key default true check (one),
  began_at timestamptz not null,
  -- The last request that was looked at.
  after_id uuid,
  requests integer not null default 0,
  clocks integer not null default 0,
  done_at timestamptz
);
