-- From where a person signed in before, also in sessions that ended.
create index session_by_place on accounts.session (person_id, address);
