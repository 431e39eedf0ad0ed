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

-- How common a stem is, and a mark of who may see: two common words may stand together in few entries only. Compared letter by letter, so that a
-- beginning is a range.
alter table requests.search_common add column frequency real not null default 0.002;
alter table requests.search_common alter column stem type text collate "C";

-- In which share of the entries the terms stand together, as far as the statistics tell; zero where that is few: then they alone lead to them. Words of
-- one name or title stand together far more often than by chance, so each further one counts little.
create function requests.commonness(terms text[]) returns double precision language plpgsql stable parallel safe as $$
declare
  term text;
  words text[];
  known real;
  rarest double precision := 1;
  others double precision := 1;
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
      if known is null then return 0; end if;
      others := others * power(least(1, greatest(rarest, known)), 0.15);
      rarest := least(rarest, known);
    end loop;
  end loop;
  return case when rarest * others > 0.0004 then rarest * others else 0 end;
end
$$;
create or replace function requests.all_common(terms text[]) returns boolean language sql stable parallel safe as $$
  select requests.commonness(terms) > 0
$$;

-- In how many of the newest stretches of 24 days a page of what this reader sees of it is likely found; null where the words are rare, zero where the
-- reader sees so little that they lead to it by themselves. Tokens null: sees all.
create function requests.search_stretches(terms text[], tokens text[]) returns integer language plpgsql stable parallel safe as $$
declare
  words double precision := requests.commonness(terms);
  seen double precision := 1;
  stretches double precision;
begin
  if words = 0 then return null; end if;
  if tokens is not null then
    select least(1, sum(coalesce(common.frequency, 0.0002))) into seen
      from unnest(tokens) as token left join requests.search_common as common on common.stem = ('~' || token) collate "C";
  end if;
  -- Some hundred of them, for a list is narrowed by more than its words.
  stretches := ceil(0.014 / (words * seen));
  return case when stretches > 32 then 0 else greatest(2, stretches::integer) end;
end
$$;

-- What requests and matters themselves say, each word together with the 24 days in which they came to be (the mark `~21:`) and, where a request is open,
-- with that, and who may see them: common words of some weeks, and of what is open, have short lists here. Long numbers are never common.
create function requests.search_dated(vector tsvector, kind text, at timestamptz) returns tsvector language sql immutable parallel safe as $$
  select case when kind in ('request', 'matter') then array_to_tsvector(array(
    select case when left(lexeme, 1) = '~' then lexeme else pre || '/' || lexeme end
    from unnest(tsvector_to_array(vector)) as lexeme,
      unnest(array[(floor(extract(epoch from at))::bigint >> 21)::text] || case when vector @@ '''~open'''::tsquery then array['open'] else '{}' end) as pre
    where left(lexeme, 1) = '~' or lexeme !~ '[0-9].*[0-9].*[0-9].*[0-9].*[0-9]')) end
$$;
create index search_entry_dated on requests.search_entry using gin (requests.search_dated(vector, kind, at)) with (fastupdate = off)
  where kind in ('request', 'matter');

-- All words of the terms, whatever their order, in one of the stretches of 24 days up to an instant; where that is null, in what is open. Null where a long
-- number is among them.
create function requests.search_dated_query(terms text[], newest timestamptz, stretches integer) returns tsquery language plpgsql immutable parallel safe as $$
declare
  last bigint := floor(extract(epoch from newest))::bigint >> 21;
  places text[] := case when newest is null then array['open'] else array(select generate_series(last - stretches + 1, last)::text) end;
  term text;
  words text[];
  forms text[];
  whole tsquery := '';
begin
  foreach term in array terms loop
    words := string_to_array(rtrim(term, '*'), ' ');
    for place in 1 .. cardinality(words) loop
      if words[place] ~ '[0-9].*[0-9].*[0-9].*[0-9].*[0-9]' then return null; end if;
      -- Words as the node gives them are letters and digits only.
      forms := array(select stem || '''' from unnest(requests.search_stems(words[place])) as stem);
      if place = cardinality(words) and right(term, 1) = '*' then
        forms := forms || (words[place] || ''':*');
      end if;
      whole := whole && (select string_agg('''' || one || '/' || form, '|') from unnest(places) as one, unnest(forms) as form)::tsquery;
    end loop;
  end loop;
  return whole;
end
$$;
