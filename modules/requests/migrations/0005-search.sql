-- Full-text search over requests, matters, the lines of timelines and the text of files. Words come folded from the node (case, accents, Arabic
-- forms, Chinese pairs of characters); here they are only brought to their stems. No stop words: what is asked for is looked for.
create text search dictionary requests.stem_en (template = pg_catalog.snowball, language = english);
create text search dictionary requests.stem_fr (template = pg_catalog.snowball, language = french);
create text search dictionary requests.stem_es (template = pg_catalog.snowball, language = spanish);
create text search dictionary requests.stem_ru (template = pg_catalog.snowball, language = russian);
-- One for each language in Latin letters; Cyrillic is Russian in all, and other scripts are left as the node folded them.
create text search configuration requests.en (parser = pg_catalog.default);
create text search configuration requests.fr (parser = pg_catalog.default);
create text search configuration requests.es (parser = pg_catalog.default);
alter text search configuration requests.en add mapping for asciiword with requests.stem_en;
alter text search configuration requests.fr add mapping for asciiword with requests.stem_fr;
alter text search configuration requests.es add mapping for asciiword with requests.stem_es;
alter text search configuration requests.en add mapping for word with requests.stem_ru;
alter text search configuration requests.fr add mapping for word with requests.stem_ru;
alter text search configuration requests.es add mapping for word with requests.stem_ru;
alter text search configuration requests.en add mapping for numword, int, uint, float, sfloat, version with pg_catalog.simple;
alter text search configuration requests.fr add mapping for numword, int, uint, float, sfloat, version with pg_catalog.simple;
alter text search configuration requests.es add mapping for numword, int, uint, float, sfloat, version with pg_catalog.simple;

-- One thing that can be found, or a part of it where it is long. Who may see it stands in its vector, as marks that no word can be.
create table requests.search_entry (
  id bigint generated always as identity primary key,
  thing text not null check (thing in ('request', 'matter')),
  thing_id uuid not null,
  kind text not null check (kind in ('request', 'matter', 'step', 'file')),
  -- Of a step its number, of a file its hash.
  key text not null,
  part smallint not null,
  own_authority text not null,
  direction text,
  counterpart text,
  -- A line that only the own office sees.
  internal boolean not null,
  access text[] not null,
  at timestamptz not null,
  title text not null,
  body text not null,
  vector tsvector not null
);

create function requests.search_marks(entry requests.search_entry) returns text[] language sql immutable parallel safe as $$
  select array(select '~' || token from unnest(entry.access) as token)
    || array['~kind:' || entry.kind]
    || case when entry.direction is null then '{}' else array['~direction:' || entry.direction] end
    || case when entry.counterpart is null then '{}' else array['~counterpart:' || entry.counterpart] end
    || array(select '~' || shift || ':' || (floor(extract(epoch from entry.at))::bigint >> shift) from unnest(array[13, 17, 21]) as shift)
$$;

create function requests.mark_entry() returns trigger language plpgsql as $$
begin
  -- As exact as the node's clock: a place in a list is told in milliseconds.
  new.at := date_trunc('milliseconds', new.at);
  if tg_op = 'UPDATE' then
    new.vector := ts_delete(new.vector, requests.search_marks(old));
  end if;
  new.vector := new.vector || array_to_tsvector(requests.search_marks(new));
  return new;
end
$$;
create trigger search_entry_marked before insert or update on requests.search_entry
  for each row execute function requests.mark_entry();

-- Found at once after the change: no list of pending entries, which each search would read.
create index search_entry_vector on requests.search_entry using gin (vector) with (fastupdate = off);
create index search_entry_thing on requests.search_entry (thing_id, kind);
create index search_entry_newest on requests.search_entry (at desc);
alter table requests.search_entry alter column vector set statistics 300;

-- Things whose entries are to be written anew in the background, oldest first: their files were changed, or they are older than the index.
create table requests.search_todo (
  thing text not null check (thing in ('request', 'matter')),
  thing_id uuid not null,
  number bigint generated always as identity,
  -- Only the files: the rest was indexed with the change itself.
  files_only boolean not null,
  primary key (thing, thing_id)
);
create index search_todo_order on requests.search_todo (number);

-- The text of a file, once for all who have it; `problem` says why there is none.
create table requests.file_text (
  sha256 text primary key,
  text text not null,
  problem text,
  -- Attempts begun: a file that ends the process is not tried for ever.
  tries integer not null
);

-- Whoever writes a request, a line or a matter, by whatever road: access follows in the same transaction, and its files are looked at.
create function requests.follow_thing() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from requests.search_entry where thing_id = old.id;
    delete from requests.search_todo where thing_id = old.id;
    return null;
  end if;
  if tg_op = 'UPDATE' and tg_table_name = 'request' then
    update requests.search_entry set
      access = case when internal then array_remove(new.access, 'authority:' || new.executing_authority) else new.access end,
      direction = new.direction, counterpart = new.counterpart
    where thing_id = new.id and (old.access, old.direction, old.counterpart) is distinct from (new.access, new.direction, new.counterpart);
  elsif tg_op = 'UPDATE' then
    update requests.search_entry set access = new.access where thing_id = new.id and access is distinct from new.access;
  end if;
  return null;
end
$$;
create trigger request_followed after delete on requests.request for each row execute function requests.follow_thing();
create trigger matter_followed after delete on requests.matter for each row execute function requests.follow_thing();
create trigger request_access_followed after update on requests.request for each row
  when ((old.access, old.direction, old.counterpart) is distinct from (new.access, new.direction, new.counterpart))
  execute function requests.follow_thing();
create trigger matter_access_followed after update on requests.matter for each row
  when (old.access is distinct from new.access) execute function requests.follow_thing();

create function requests.note_files() returns trigger language plpgsql as $$
begin
  insert into requests.search_todo (thing, thing_id, files_only)
  values (tg_argv[0], case when tg_table_name = 'timeline' then (to_jsonb(new) ->> 'request_id')::uuid else (to_jsonb(new) ->> 'id')::uuid end, true)
  on conflict (thing, thing_id) do update set number = default;
  return null;
end
$$;
create trigger request_files_noted after insert on requests.request for each row
  when (new.attachments <> '[]' or new.prepared <> '[]') execute function requests.note_files('request');
create trigger request_files_changed after update on requests.request for each row
  when ((old.attachments, old.prepared) is distinct from (new.attachments, new.prepared)) execute function requests.note_files('request');
create trigger timeline_files_noted after insert on requests.timeline for each row
  when (new.attachments <> '[]') execute function requests.note_files('request');
create trigger matter_files_noted after insert on requests.matter for each row
  when (new.exhibits <> '[]') execute function requests.note_files('matter');
create trigger matter_files_changed after update on requests.matter for each row
  when (old.exhibits is distinct from new.exhibits) execute function requests.note_files('matter');

-- What there was before the index: caught up in the background, oldest first.
insert into requests.search_todo (thing, thing_id, files_only)
  select 'request', id, false from requests.request order by created_at;
insert into requests.search_todo (thing, thing_id, files_only)
  select 'matter', id, false from requests.matter order by created_at;

-- The words of one part, piece by piece in the languages that their Latin letters are in.
create function requests.search_vector(languages text[], words text[]) returns tsvector language plpgsql immutable parallel safe as $$
declare
  vector tsvector := '';
begin
  for at in 1 .. coalesce(cardinality(words), 0) loop
    vector := vector || to_tsvector(('requests.' || languages[at])::regconfig, words[at]);
  end loop;
  return vector;
end
$$;

-- The stems of a word as asked: which language it stood in is not known, so all are looked for.
create function requests.search_stems(word text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
  en text;
  fr text;
  es text;
begin
  if word ~ '[0-9]' then return array[word]; end if;
  if word !~ '^[a-z]+$' then return ts_lexize('requests.stem_ru', word); end if;
  en := (ts_lexize('requests.stem_en', word))[1];
  fr := (ts_lexize('requests.stem_fr', word))[1];
  es := (ts_lexize('requests.stem_es', word))[1];
  if en = fr then return case when en = es then array[en] else array[en, es] end; end if;
  return case when es in (en, fr) then array[en, fr] else array[en, fr, es] end;
end
$$;

-- A lexeme as a query spells it.
create function requests.search_lexeme(lexeme text) returns text language sql immutable strict parallel safe as $$
  select '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''''
$$;

-- All terms; each a word, or a phrase of words. A star at the end of a term: whatever begins so.
create function requests.search_query(terms text[]) returns tsquery language plpgsql immutable parallel safe as $$
declare
  term text;
  words text[];
  one text;
  phrase tsquery;
  whole tsquery;
begin
  foreach term in array terms loop
    words := string_to_array(rtrim(term, '*'), ' ');
    phrase := null;
    for place in 1 .. cardinality(words) loop
      -- Words as the node gives them are letters and digits only.
      one := '''' || array_to_string(requests.search_stems(words[place]), '''|''') || '''';
      if place = cardinality(words) and right(term, 1) = '*' then
        one := one || '|''' || words[place] || ''':*';
      end if;
      phrase := case when phrase is null then one::tsquery else tsquery_phrase(phrase, one::tsquery) end;
    end loop;
    whole := case when whole is null then phrase else whole && phrase end;
  end loop;
  return whole;
end
$$;

-- Stems that stand in more than a few of a thousand entries, as the database's own statistics know them; brought up to date in the background.
create table requests.search_common (
  stem text primary key
);

-- Whether every term has a common stem: then the newest stretches of time hold enough. Otherwise a rare one leads to its few entries.
create function requests.all_common(terms text[]) returns boolean language plpgsql stable parallel safe as $$
declare
  term text;
  word text;
  is_common boolean;
begin
  foreach term in array terms loop
    is_common := true;
    foreach word in array string_to_array(rtrim(term, '*'), ' ') loop
      is_common := is_common and exists (select from requests.search_common as common where common.stem = any(requests.search_stems(word)));
    end loop;
    if not is_common then return false; end if;
  end loop;
  return true;
end
$$;

-- Ids of the newest entries that say all terms and may be seen with these tokens; where they are few, of those that say what is wider (null: nothing).
-- Common words are looked for in growing stretches of time, together with the reader's tokens, so that they cost no more than rare ones: the marks of
-- both stand in the index beside the words. Text operators are not leakproof, so no policy could use the index; this function does, and compares
-- the tokens on each row besides. `office` null: a guest, whom tokens alone show things. `before_id`: beyond that entry, of the instant `until`.
create function requests.search(
  terms text[], wider text[], tokens text[], office text, sees_all boolean, marks text[],
  since timestamptz, until timestamptz, before_id bigint, most integer
) returns table (id bigint, wide boolean) language plpgsql stable security definer
  -- One plan for all searches: each word would have one of its own made, which takes longer than the search.
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  held text[] := case when sees_all then array['all:' || office] else tokens end;
  -- In seconds, as powers of two: hours, a day and a half, weeks; then all, then what is wider.
  steps integer[] := array[13, 17, 21, 0, -1];
  narrow tsquery := '';
  mark text;
  newest timestamptz;
  step integer;
  bucket bigint;
  said tsquery;
  asked tsquery;
  ids bigint[];
  is_wide boolean := false;
begin
  if cardinality(held) = 0 then return; end if;
  newest := least(until, (select max(entry.at) from requests.search_entry as entry));
  if newest is null then return; end if;
  foreach mark in array marks loop
    narrow := narrow && requests.search_lexeme('~' || mark)::tsquery;
  end loop;
  said := requests.search_query(terms);
  if not requests.all_common(terms) then
    steps := array[0, -1];
  elsif not sees_all then
    narrow := narrow && (select string_agg(requests.search_lexeme('~' || token), '|')::tsquery from unnest(held) as token);
  end if;
  foreach step in array steps loop
    asked := said && narrow;
    if step < 0 then
      exit when wider is null;
      asked := requests.search_query(wider) && narrow;
      is_wide := true;
    elsif step > 0 then
      bucket := floor(extract(epoch from newest))::bigint >> step;
      asked := asked && ('''~' || step || ':' || bucket || '''|''~' || step || ':' || bucket - 1 || '''')::tsquery;
    end if;
    select array_agg(first.id order by first.at desc, first.id desc) into ids from (
      select hit.id, hit.at from (
        -- The index on the time would read all that is older: it stays out.
        select entry.id, entry.at from requests.search_entry as entry
        where entry.vector @@ asked and entry.access && held and (office is null or entry.own_authority = office)
        offset 0
      ) as hit
      where hit.at <= newest and (since is null or hit.at >= since) and (before_id is null or hit.at < until or hit.id < before_id)
      order by hit.at desc, hit.id desc limit most
    ) as first;
    exit when cardinality(ids) >= most;
  end loop;
  return query select found.one, is_wide from unnest(ids) as found (one);
end
$$;
