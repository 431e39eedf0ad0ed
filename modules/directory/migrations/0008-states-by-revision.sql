-- With which number of what is believed the rows of a State were made: whoever remembers some of them makes anew only what is newer.
alter table directory.member_state add column revision integer not null default 0;
