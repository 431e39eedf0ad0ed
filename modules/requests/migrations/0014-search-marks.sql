-- What is open bears a mark in the index: few among all that say a common word.
alter table requests.search_entry add column open boolean not null default false;

create or replace function requests.search_marks(entry requests.search_entry) returns text[] language sql immutable parallel safe as $$
  select array(select '~' || token from unnest(entry.access) as token)
    || array['~kind:' || entry.kind]
    || case when entry.direction is null then '{}' else array['~direction:' || entry.direction] end
    || case when entry.counterpart is null then '{}' else array['~counterpart:' || entry.counterpart] end
    || case when entry.open then array['~open'] else '{}' end
    || array(select '~' || shift || ':' || (floor(extract(epoch from entry.at))::bigint >> shift) from unnest(array[13, 17, 21]) as shift)
$$;

create function requests.is_open(state text) returns boolean language sql immutable parallel safe as $$
  select state <> all (array['closed', 'withdrawn', 'forwarded', 'returned'])
$$;

-- Only what a request itself says bears the mark: lists are narrowed by that alone.
create function requests.follow_open() returns trigger language plpgsql as $$
begin
  update requests.search_entry set open = requests.is_open(new.state) where thing_id = new.id and kind = 'request';
  return null;
end
$$;
create trigger request_open_followed after update on requests.request for each row
  when (requests.is_open(old.state) <> requests.is_open(new.state)) execute function requests.follow_open();

update requests.search_entry as entry set open = true
  from requests.request where entry.kind = 'request' and request.id = entry.thing_id and requests.is_open(request.state);

-- How common a stem is: two common words may stand together in few entries only. Compared letter by letter, so that a beginning is a range.
alter table requests.search_common add column frequency real not null default 0.002;
alter table requests.search_common alter column stem type text collate "C";

-- Whether the terms stand together in many entries, as far as the statistics tell: then the newest stretches of time hold enough. Otherwise the words
-- alone lead to their few entries.
create or replace function requests.all_common(terms text[]) returns boolean language plpgsql stable parallel safe as $$
declare
  term text;
  words text[];
  known real;
  estimate double precision := 1;
begin
  foreach term in array terms loop
    words := string_to_array(rtrim(term, '*'), ' ');
    for place in 1 .. cardinality(words) loop
      if place = cardinality(words) and right(term, 1) = '*' then
        select sum(frequency) into known from requests.search_common as common
          where common.stem = any(requests.search_stems(words[place]))
            or (common.stem >= words[place] collate "C" and common.stem < (words[place] || U&'\+10FFFF') collate "C");
      else
        select sum(frequency) into known from requests.search_common as common where common.stem = any(requests.search_stems(words[place]));
      end if;
      estimate := estimate * least(1, coalesce(known, 0.0005));
      -- Some nine hundred of three million: read in a millisecond or two.
      if estimate < 0.0003 then return false; end if;
    end loop;
  end loop;
  return true;
end
$$;
