-- Lists look for text in the index of the search: the same answers in both, and no second index to write with each change.
drop index requests.request_search;
drop index requests.matter_search;
alter table requests.request drop column search_text;
alter table requests.matter drop column search_text;
