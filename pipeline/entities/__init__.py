"""Who and what is named in a text: agencies, posts, fields of work; and who they are in full.

`gazetteer` compiles the tables (with `trie`), `names` finds names in one string, `linking` says whom they
mean in a document, `mentions` makes the records, `roles` tells what part they play in a duty, `domains`
the fields of work. `components` offers the finders as spaCy pipeline components, `training` a document
as spaCy Docs; only these two import spaCy.
"""
